package io.meridian.app.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.kafka.common.config.types.Password;

/**
 * The settings of one instance, complete and consistent. Immutable.
 *
 * @param applicationId names the group of instances that share the work
 * @param instanceId names this instance, also after a restart
 * @param stateDir directory of this instance's local state
 * @param threads how many threads process records, 1 to 256
 * @param guarantee {@code exactly_once_v2} or {@code at_least_once}
 * @param standbyReplicas how many other instances keep a copy of each store, 0 to 16
 * @param configsDir directory of the YAML files with regions and metrics that hold while the topic has none
 * @param configSource whose refresh events count
 * @param rest where REST is
 * @param topics the topics' names
 * @param windows the windows' lengths
 * @param readings what may be a reading
 * @param deadLetters what happens to what is rejected
 * @param registryUrls the schema registry, at least one url
 * @param registry further settings of the registry client, in Confluent's names
 * @param kafka what goes to the Kafka clients as it is
 */
public record MeridianConfig(
        String applicationId,
        String instanceId,
        Path stateDir,
        int threads,
        String guarantee,
        int standbyReplicas,
        Optional<Path> configsDir,
        String configSource,
        Rest rest,
        Topics topics,
        Windows windows,
        Readings readings,
        DeadLetters deadLetters,
        List<URI> registryUrls,
        Map<String, String> registry,
        Map<String, String> kafka) {
    public MeridianConfig {
        registryUrls = List.copyOf(registryUrls);
        registry = Map.copyOf(registry);
        kafka = Map.copyOf(kafka);
    }

    /**
     * Reads the settings of an instance, which listens.
     *
     * @param settings by name, without the defaults
     * @throws InvalidConfigException naming everything that is wrong with them
     */
    public static MeridianConfig of(Map<String, String> settings) {
        return new ConfigReader(settings).readOfInstance();
    }

    /**
     * Reads the same settings for a command that listens nowhere: who could reach an instance's listener, and with which
     * certificates, is not asked.
     *
     * @param settings by name, without the defaults
     * @throws InvalidConfigException naming everything else that is wrong with them
     */
    public static MeridianConfig ofCommand(Map<String, String> settings) {
        return new ConfigReader(settings).readOfCommand();
    }

    /** Without the settings: there are passwords among them. */
    @Override
    public String toString() {
        return "MeridianConfig[" + applicationId + ", " + instanceId + "]";
    }

    /** Where the brokers are, host:port separated by commas. */
    public String bootstrapServers() {
        return kafka.getOrDefault("bootstrap.servers", "");
    }

    /**
     * @param listener where REST listens; port 0 stands for any free one
     * @param advertisedUrl where others reach it; empty where that is the listener
     * @param tokens who may call; empty where everybody may
     * @param tls keys and certificates; empty where the listener is plain
     * @param corsOrigins whose pages may call
     * @param queries how look-ups are answered
     */
    public record Rest(
            URI listener,
            Optional<URI> advertisedUrl,
            Optional<Tokens> tokens,
            Optional<Tls> tls,
            List<String> corsOrigins,
            Queries queries) {
        public Rest {
            corsOrigins = List.copyOf(corsOrigins);
        }

        static final int DEFAULT_MAX_READERS = 1_500;

        /** With all defaults. */
        public static Rest at(URI listener) {
            return new Rest(
                    listener,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    new Queries(Duration.ofSeconds(2), Optional.empty(), DEFAULT_MAX_READERS));
        }
    }

    /** @param file hashes and roles of the bearer tokens */
    public record Tokens(Path file) {}

    /**
     * @param keystore this instance's key and certificate
     * @param keystorePassword of it and of its key
     * @param truststore who is trusted; empty stands for Java's own
     * @param truststorePassword of it
     * @param clientAuth whether callers have to show a certificate
     */
    public record Tls(
            Path keystore,
            Password keystorePassword,
            Optional<Path> truststore,
            Password truststorePassword,
            boolean clientAuth) {}

    /**
     * @param timeout how long another instance may take, at least 10 ms
     * @param maxStaleness how old a copy may be that answers; empty where copies do not
     * @param maxReaders how many readers of events there may be at once
     */
    public record Queries(Duration timeout, Optional<Duration> maxStaleness, int maxReaders) {}

    /**
     * @param raw raw readings
     * @param dlq rejected records
     * @param aggregates every change of an aggregate
     * @param finals aggregates of closed windows
     * @param config refresh events
     * @param redriven notes which dead letters were sent back
     * @param create whether to create what is missing
     */
    public record Topics(
            String raw, String dlq, String aggregates, String finals, String config, String redriven, boolean create) {}

    /**
     * @param size length of a window, at least 1 ms
     * @param grace how long after its end it takes readings, in event time
     * @param retention how long it is kept, in event time; at least size and grace together
     * @param idle how long a silent partition holds it open, by the wall clock; at least 1 ms
     */
    public record Windows(Duration size, Duration grace, Duration retention, Duration idle) {}

    /**
     * @param maxAhead how far a reading's timestamp may be ahead of its Kafka record's
     * @param maxBytes the longest record that may be a reading, in bytes, at least 1
     * @param rejectUnknownFields whether a field that is not known is a violation
     */
    public record Readings(Duration maxAhead, int maxBytes, boolean rejectUnknownFields) {}

    /**
     * @param maxAttempts how often a rejected record is sent back at most, 1 to 1000
     * @param reconcileSecret secrets, separated by commas; empty where nothing is reconciled
     * @param maxRejectRatio the share of rejected readings, 0 to 1, above which ingest pauses; empty for never
     */
    public record DeadLetters(int maxAttempts, Password reconcileSecret, OptionalDouble maxRejectRatio) {
        /** Each by itself, the one to seal with first. */
        public List<String> reconcileSecrets() {
            return Arrays.stream(reconcileSecret.value().split(",", -1))
                    .map(String::strip)
                    .filter(secret -> !secret.isEmpty())
                    .toList();
        }
    }
}

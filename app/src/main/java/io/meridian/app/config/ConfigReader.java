package io.meridian.app.config;

import io.meridian.app.config.MeridianConfig.DeadLetters;
import io.meridian.app.config.MeridianConfig.Readings;
import io.meridian.app.config.MeridianConfig.Rest;
import io.meridian.app.config.MeridianConfig.Topics;
import io.meridian.app.config.MeridianConfig.Windows;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.common.config.types.Password;

/** Turns names and texts into a {@link MeridianConfig}, or lists all that is wrong with them. */
final class ConfigReader {
    private static final ConfigDef DEFINITIONS = SettingDefinitions.all();

    private final Map<String, String> own = new TreeMap<>();
    private final Map<String, String> kafka = new TreeMap<>();
    private final Map<String, String> registry = new TreeMap<>();
    private final Map<String, Object> values = new HashMap<>();
    private final List<String> problems = new ArrayList<>();

    ConfigReader(Map<String, String> settings) {
        Set<String> known = DEFINITIONS.names();
        new TreeMap<>(settings).forEach((name, value) -> {
            if (known.contains(name)) {
                own.put(name, value);
            }
            if (name.startsWith(SettingNames.KAFKA_PREFIX)) {
                kafka.put(name.substring(SettingNames.KAFKA_PREFIX.length()), value);
            } else if (!known.contains(name)) {
                passOnOrRefuse(name, value, known);
            }
        });
    }

    private void passOnOrRefuse(String name, String value, Set<String> known) {
        if (name.startsWith(SettingNames.REGISTRY_PREFIX)) {
            registry.put(name.substring(SettingNames.REGISTRY_PREFIX.length()), value);
            return;
        }
        String hint = NearestName.of(name, known)
                .map(nearest -> "; did you mean " + nearest + "?")
                .orElse("; what is meant for Kafka begins with kafka.");
        problems.add(name + ": no such setting" + hint);
    }

    MeridianConfig readOfInstance() {
        check();
        checkListener();
        return checked();
    }

    /** Whatever the settings say of where REST listens: a command does not. */
    MeridianConfig readOfCommand() {
        check();
        return checked();
    }

    private MeridianConfig checked() {
        if (!problems.isEmpty()) {
            throw new InvalidConfigException(problems);
        }
        return build();
    }

    private void check() {
        for (Map.Entry<String, ConfigValue> entry : new TreeMap<>(DEFINITIONS.validateAll(own)).entrySet()) {
            List<String> errors = entry.getValue().errorMessages();
            if (!errors.isEmpty()) {
                problems.add(problem(entry.getKey(), errors.get(0)));
            } else {
                values.put(entry.getKey(), entry.getValue().value());
            }
        }
        problems.addAll(KafkaOverrides.problems(kafka));
        checkTogether();
    }

    private String problem(String name, String message) {
        if (!own.containsKey(name)) {
            return name + ": is required, and not set";
        }
        int colon = message.indexOf(": ");
        boolean kafkas = message.startsWith("Invalid value") && colon > 0;
        String expected = name + ": " + (kafkas ? message.substring(colon + 2) : message);
        boolean secret = Optional.ofNullable(DEFINITIONS.configKeys().get(name))
                .filter(setting -> setting.type() == ConfigDef.Type.PASSWORD)
                .isPresent();
        return secret ? expected : expected + " (found '" + withoutPassword(own.getOrDefault(name, "")) + "')";
    }

    /** A url may have a name and a password before its @, in any setting, whether they belong there or not. */
    private static String withoutPassword(String found) {
        int at = found.lastIndexOf('@');
        return at < 0 ? found : "[hidden]" + found.substring(at);
    }

    /** What one value alone does not show. Only looks at values that are valid by themselves. */
    private void checkTogether() {
        if (valid(SettingNames.WINDOW_SIZE, SettingNames.WINDOW_GRACE, SettingNames.WINDOW_RETENTION)) {
            Windows windows = windows();
            Duration least = windows.size().plus(windows.grace());
            if (windows.retention().compareTo(least) < 0) {
                problems.add(SettingNames.WINDOW_RETENTION
                        + ": expected at least window.size and window.grace together, " + least.toMillis()
                        + " ms, found " + windows.retention().toMillis() + " ms");
            }
        }
        checkTopicsDiffer();
    }

    private void checkListener() {
        if (valid(SettingNames.REST_LISTENER, SettingNames.INSTANCE_ID)
                && text(SettingNames.INSTANCE_ID).isEmpty()
                && uri(SettingNames.REST_LISTENER).getPort() == 0) {
            problems.add(SettingNames.INSTANCE_ID
                    + ": is required where rest.listener has port 0, as its default is made of the port");
        }
        if (valid(SettingNames.REST_LISTENER)) {
            RestSettings.check(values, uri(SettingNames.REST_LISTENER), problems);
        }
    }

    private void checkTopicsDiffer() {
        List<String> names = List.of(
                SettingNames.TOPIC_RAW,
                SettingNames.TOPIC_DLQ,
                SettingNames.TOPIC_AGGREGATES,
                SettingNames.TOPIC_FINAL,
                SettingNames.TOPIC_CONFIG,
                SettingNames.TOPIC_REDRIVEN);
        Map<String, String> settingByTopic = new HashMap<>();
        for (String name : names) {
            if (valid(name)) {
                String other = settingByTopic.putIfAbsent(text(name), name);
                if (other != null) {
                    problems.add(
                            name + ": expected another topic than that of " + other + ", found '" + text(name) + "'");
                }
            }
        }
    }

    private MeridianConfig build() {
        URI listener = uri(SettingNames.REST_LISTENER);
        String instanceId = filled(SettingNames.INSTANCE_ID).orElseGet(() -> hostName() + "-" + listener.getPort());
        return new MeridianConfig(
                text(SettingNames.APPLICATION_ID),
                instanceId,
                Path.of(text(SettingNames.STATE_DIR)).resolve(instanceId),
                number(SettingNames.THREADS),
                text(SettingNames.PROCESSING_GUARANTEE),
                number(SettingNames.NUM_STANDBY_REPLICAS),
                filled(SettingNames.CONFIGS_DIR).map(Path::of),
                text(SettingNames.CONFIG_SOURCE),
                new Rest(
                        listener,
                        filled(SettingNames.REST_ADVERTISED_URL).map(URI::create),
                        RestSettings.tokens(values),
                        RestSettings.tls(values),
                        RestSettings.origins(values),
                        RestSettings.queries(values)),
                topics(),
                windows(),
                new Readings(
                        duration(SettingNames.READING_MAX_AHEAD),
                        number(SettingNames.READING_MAX_BYTES),
                        text(SettingNames.READING_UNKNOWN_FIELDS).equals("reject")),
                deadLetters(),
                Arrays.stream(text(SettingNames.SCHEMA_REGISTRY_URL).split(",", -1))
                        .map(String::trim)
                        .map(URI::create)
                        .toList(),
                registry,
                kafka);
    }

    private Topics topics() {
        return new Topics(
                text(SettingNames.TOPIC_RAW),
                text(SettingNames.TOPIC_DLQ),
                text(SettingNames.TOPIC_AGGREGATES),
                text(SettingNames.TOPIC_FINAL),
                text(SettingNames.TOPIC_CONFIG),
                text(SettingNames.TOPIC_REDRIVEN),
                Boolean.parseBoolean(text(SettingNames.TOPICS_CREATE)));
    }

    private DeadLetters deadLetters() {
        return new DeadLetters(
                number(SettingNames.DLQ_MAX_ATTEMPTS),
                (Password) values.getOrDefault(SettingNames.DLQ_RECONCILE_SECRET, new Password("")),
                filled(SettingNames.REJECT_MAX_RATIO)
                        .map(ratio -> OptionalDouble.of(Double.parseDouble(ratio)))
                        .orElse(OptionalDouble.empty()));
    }

    private Windows windows() {
        return new Windows(
                duration(SettingNames.WINDOW_SIZE),
                duration(SettingNames.WINDOW_GRACE),
                duration(SettingNames.WINDOW_RETENTION),
                valid(SettingNames.WINDOW_IDLE) ? duration(SettingNames.WINDOW_IDLE) : Duration.ZERO);
    }

    /** The host's name, cut to what Kafka takes for a name; containers and machines keep theirs across restarts. */
    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName().replaceAll("[^a-zA-Z0-9._-]", "-");
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    private boolean valid(String... names) {
        return values.keySet().containsAll(new TreeSet<>(Arrays.asList(names)));
    }

    private String text(String name) {
        return String.valueOf(values.get(name));
    }

    private Optional<String> filled(String name) {
        return Optional.of(text(name)).filter(text -> !text.isBlank());
    }

    private int number(String name) {
        return Integer.parseInt(text(name));
    }

    private Duration duration(String name) {
        return Durations.parse(text(name));
    }

    private URI uri(String name) {
        return URI.create(text(name));
    }
}

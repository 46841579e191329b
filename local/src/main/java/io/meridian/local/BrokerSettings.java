package io.meridian.local;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The settings of a broker that is its own controller and shares a laptop, alone or with others. */
final class BrokerSettings {
    private BrokerSettings() {}

    static void write(Path file, Path logDirectory, int port, int controllerPort, BrokerSecurity security) {
        Map<String, String> settings = map(logDirectory, port, controllerPort);
        if (!security.listeners().isEmpty()) {
            secure(settings, security);
        }
        PropertiesFile.write(file, settings);
    }

    private static void secure(Map<String, String> settings, BrokerSecurity security) {
        String addresses = security.listeners().stream()
                .map(listener -> "," + listener.name() + "://127.0.0.1:" + listener.port())
                .collect(Collectors.joining());
        settings.merge("listeners", addresses, String::concat);
        settings.merge("advertised.listeners", addresses, String::concat);
        settings.put(
                "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"
                        + security.listeners().stream()
                                .map(listener -> "," + listener.name() + ":SASL_SSL")
                                .collect(Collectors.joining()));
        settings.put("sasl.enabled.mechanisms", BrokerSecurity.MECHANISM);
        for (BrokerSecurity.Listener listener : security.listeners()) {
            String prefix = "listener.name." + listener.name().toLowerCase(Locale.ROOT) + ".";
            settings.put(
                    prefix + BrokerSecurity.MECHANISM.toLowerCase(Locale.ROOT) + ".sasl.jaas.config",
                    "org.apache.kafka.common.security.scram.ScramLoginModule required;");
            settings.put(prefix + "ssl.keystore.type", "PKCS12");
            settings.put(prefix + "ssl.keystore.location", listener.keystore().toString());
            settings.put(prefix + "ssl.keystore.password", listener.keystorePassword());
            settings.put(prefix + "ssl.key.password", listener.keystorePassword());
        }
        settings.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        settings.put("super.users", "User:ANONYMOUS");
    }

    static void write(Path file, Path logDirectory, ClusterMember member) {
        PropertiesFile.write(file, map(logDirectory, member));
    }

    private static Map<String, String> map(Path logDirectory, ClusterMember member) {
        Map<String, String> settings = map(logDirectory, member.port(), member.controllerPort());
        settings.put("node.id", "" + member.id());
        settings.remove("controller.quorum.bootstrap.servers");
        settings.put("controller.quorum.voters", member.voters());
        String listeners = "CONTROLLER://127.0.0.1:" + member.controllerPort();
        String advertised = "";
        String protocols = "CONTROLLER:PLAINTEXT";
        for (ClusterMember.Listener listener : member.listeners()) {
            listeners += "," + listener.name() + "://127.0.0.1:" + listener.port();
            advertised += "," + listener.name() + "://127.0.0.1:" + listener.advertisedPort();
            protocols += "," + listener.name() + ":PLAINTEXT";
        }
        settings.put("listeners", listeners);
        settings.put("advertised.listeners", advertised.substring(1));
        settings.put("listener.security.protocol.map", protocols);
        settings.put("inter.broker.listener.name", ClusterMember.INTERNAL);

        settings.put("default.replication.factor", "3");
        settings.put("min.insync.replicas", "2");
        for (String topic : new String[] {"offsets.topic", "transaction.state.log", "share.coordinator.state.topic"}) {
            settings.put(topic + ".replication.factor", "3");
        }
        settings.put("transaction.state.log.min.isr", "2");
        settings.put("share.coordinator.state.topic.min.isr", "2");
        settings.putAll(member.settings());
        return settings;
    }

    private static Map<String, String> map(Path logDirectory, int port, int controllerPort) {
        Map<String, String> settings = new TreeMap<>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", "1");
        settings.put("listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        settings.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("controller.quorum.bootstrap.servers", "127.0.0.1:" + controllerPort);
        settings.put("log.dirs", logDirectory.toString());

        settings.put("default.replication.factor", "1");
        settings.put("min.insync.replicas", "1");
        for (String topic : new String[] {"offsets.topic", "transaction.state.log", "share.coordinator.state.topic"}) {
            settings.put(topic + ".replication.factor", "1");
            // Each partition costs files and start-up time; fifty of each, the default, serve large clusters.
            settings.put(topic + ".num.partitions", "8");
        }
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");

        // A misspelt topic should be an error, and a lone consumer should not wait three seconds for others.
        settings.put("auto.create.topics.enable", "false");
        settings.put("group.initial.rebalance.delay.ms", "0");
        // Bounded by size alone: by time, a replay of history would be deleted as it arrives.
        settings.put("log.retention.ms", "-1");
        settings.put("log.retention.bytes", String.valueOf(512L << 20));
        settings.put("log.segment.bytes", String.valueOf(128 << 20));
        // The default, 128 MiB, is a quarter of the heap.
        settings.put("log.cleaner.dedupe.buffer.size", String.valueOf(16 << 20));
        // A broker that was killed registers again only when the session of its former self is over: 9 s by default.
        settings.put("broker.session.timeout.ms", "4000");
        settings.put("broker.heartbeat.interval.ms", "500");
        return settings;
    }
}

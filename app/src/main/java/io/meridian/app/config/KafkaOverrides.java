package io.meridian.app.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What under {@code kafka.} is refused. The rest is the user's, and wins over Meridian's own defaults; but names that
 * Meridian has a setting for would contradict it, and what exactness rests on would be lost without a word.
 */
final class KafkaOverrides {
    private static final List<String> CLIENT_PREFIXES =
            List.of("main.consumer.", "restore.consumer.", "global.consumer.", "consumer.", "producer.", "admin.");

    private static final Map<String, String> OWN_SETTINGS = Map.ofEntries(
            Map.entry("application.id", SettingNames.APPLICATION_ID),
            Map.entry("group.id", SettingNames.APPLICATION_ID),
            Map.entry("group.instance.id", SettingNames.INSTANCE_ID),
            Map.entry("client.id", SettingNames.INSTANCE_ID),
            Map.entry("state.dir", SettingNames.STATE_DIR),
            Map.entry("num.stream.threads", SettingNames.THREADS),
            Map.entry("num.standby.replicas", SettingNames.NUM_STANDBY_REPLICAS),
            Map.entry("processing.guarantee", SettingNames.PROCESSING_GUARANTEE),
            Map.entry("application.server", SettingNames.REST_ADVERTISED_URL));

    private static final String TRANSACTIONS = "the transactions that count each reading once rest on it";
    private static final String HANDLERS = "it would drop records without a dead letter";
    private static final String NODES = "the names and times of the topology rest on it";

    private static final Map<String, String> FIXED = Map.ofEntries(
            Map.entry("isolation.level", TRANSACTIONS),
            Map.entry("enable.auto.commit", TRANSACTIONS),
            Map.entry("enable.idempotence", TRANSACTIONS),
            Map.entry("acks", TRANSACTIONS),
            Map.entry("transactional.id", TRANSACTIONS),
            Map.entry("max.in.flight.requests.per.connection", TRANSACTIONS),
            Map.entry("interceptor.classes", "Meridian folds records into batches there"),
            Map.entry("deserialization.exception.handler", HANDLERS),
            Map.entry("default.deserialization.exception.handler", HANDLERS),
            Map.entry("production.exception.handler", HANDLERS),
            Map.entry("default.production.exception.handler", HANDLERS),
            Map.entry("processing.exception.handler", HANDLERS),
            Map.entry("default.timestamp.extractor", NODES),
            Map.entry("default.client.supplier", NODES),
            Map.entry("processor.wrapper.class", NODES),
            Map.entry("topology.optimization", NODES),
            Map.entry("ensure.explicit.internal.resource.naming", NODES));

    private static final Set<String> PROTOCOLS = Set.of("classic", "streams");

    private KafkaOverrides() {}

    /** @param kafka the names without {@code kafka.} */
    static List<String> problems(Map<String, String> kafka) {
        return new TreeMap<>(kafka)
                .entrySet().stream()
                        .flatMap(entry -> problem(entry.getKey(), entry.getValue()).stream())
                        .toList();
    }

    private static Optional<String> problem(String name, String value) {
        String bare = withoutClientPrefix(name);
        String shown = SettingNames.KAFKA_PREFIX + name;
        if (OWN_SETTINGS.containsKey(bare)) {
            return Optional.of(shown + ": cannot be set here; use " + OWN_SETTINGS.get(bare));
        }
        if (FIXED.containsKey(bare)) {
            return Optional.of(shown + ": cannot be changed, as " + FIXED.get(bare) + "; take it out");
        }
        if (name.equals("group.protocol") && !PROTOCOLS.contains(value)) {
            return Optional.of(shown + ": expected classic or streams, found '" + value + "'");
        }
        return Optional.empty();
    }

    private static String withoutClientPrefix(String name) {
        return CLIENT_PREFIXES.stream()
                .filter(name::startsWith)
                .findFirst()
                .map(prefix -> name.substring(prefix.length()))
                .orElse(name);
    }
}

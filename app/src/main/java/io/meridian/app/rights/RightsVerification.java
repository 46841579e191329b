package io.meridian.app.rights;

import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE_CONFIGS;

import io.meridian.app.config.MeridianConfig;
import io.meridian.app.topics.BrokerAdmin;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;

/**
 * Makes sure that the cluster allows what the work needs. Kafka Streams would not say: without DELETE on the partials, for one,
 * it keeps them for ever without a word.
 */
public final class RightsVerification {
    private static final String TRIAL = "rights";

    private final MeridianConfig config;
    private final List<Right> needed;
    private final Set<String> internalTopics;

    private RightsVerification(MeridianConfig config, List<Right> needed, Set<String> internalTopics) {
        this.config = config;
        this.needed = needed;
        this.internalTopics = Set.copyOf(internalTopics);
    }

    /**
     * Of an instance.
     *
     * @param internalTopics of the topology, without the application id before them
     */
    public static RightsVerification ofRun(MeridianConfig config, List<String> internalTopics) {
        String prefix = NeededRights.prefix(config);
        return new RightsVerification(
                config,
                NeededRights.ofRun(config),
                internalTopics.stream().map(prefix::concat).collect(Collectors.toSet()));
    }

    /** Of sending back dead letters. */
    public static RightsVerification ofRedrive(MeridianConfig config) {
        return new RightsVerification(config, NeededRights.ofRedrive(config), Set.of());
    }

    /**
     * Looks at everything.
     *
     * @return false if there is a topic that does not exist yet, so that not all could be told
     * @throws RightsException listing every right that is missing, with the commands that grant them
     * @throws io.meridian.app.topics.TopicsException if the broker does not answer, or does not take the credentials
     */
    public boolean verify() {
        Findings findings = look();
        if (!findings.missing().isEmpty()) {
            throw new RightsException(words(findings.missing()));
        }
        return findings.complete();
    }

    /** The message of {@link #verify}; empty where nothing is known to be missing. */
    public Optional<String> missing() {
        List<Right> missing = look().missing();
        return missing.isEmpty() ? Optional.empty() : Optional.of(words(missing));
    }

    /** @param complete whether all could be looked at */
    private record Findings(List<Right> missing, boolean complete) {}

    private Findings look() {
        try (BrokerAdmin broker = BrokerAdmin.connect(config)) {
            ClusterRights rights = new ClusterRights(broker);
            Set<String> names = topics(right -> true);
            Map<String, Seen> seen = rights.onTopics(names);
            Set<String> absent = names.stream()
                    .filter(name -> !(seen.get(name) instanceof Seen.Allowed))
                    .collect(Collectors.toSet());
            Set<String> hidden = rights.withHiddenConfigs(topics(right -> right.operation() == DESCRIBE_CONFIGS));
            Set<String> creatable = topics(right -> right.operation() == CREATE);
            creatable.retainAll(absent);
            Set<String> refused = rights.notToCreate(creatable);

            List<Right> missing = new ArrayList<>();
            for (Right right : needed) {
                boolean isMissing =
                        switch (right.resource()) {
                            case TOPIC ->
                                topicsOf(right).stream()
                                        .anyMatch(name -> lacks(right.operation(), name, seen, hidden, refused));
                            case GROUP -> !rights.mayReadGroup(right.name());
                            case TRANSACTIONAL_ID -> !rights.mayWriteTransactions(right.name() + TRIAL);
                            case CLUSTER, DELEGATION_TOKEN, USER, ANY, UNKNOWN ->
                                throw new IllegalStateException("no way to look at " + right.words());
                        };
                if (isMissing) {
                    missing.add(right);
                }
            }
            return new Findings(missing, seen.values().stream().noneMatch(Seen.Absent.class::isInstance));
        }
    }

    private static boolean lacks(
            AclOperation operation, String topic, Map<String, Seen> seen, Set<String> hidden, Set<String> refused) {
        if (operation == DESCRIBE_CONFIGS) {
            return hidden.contains(topic);
        }
        if (operation == CREATE) {
            return refused.contains(topic);
        }
        Seen told = seen.get(topic);
        if (told instanceof Seen.Allowed allowed) {
            return !allowed.operations().contains(operation);
        }
        return told instanceof Seen.Nothing;
    }

    private Set<String> topics(Predicate<Right> which) {
        Set<String> names = new HashSet<>();
        needed.stream()
                .filter(right -> right.resource() == ResourceType.TOPIC)
                .filter(which)
                .forEach(right -> names.addAll(topicsOf(right)));
        return names;
    }

    private Set<String> topicsOf(Right right) {
        return right.pattern() == PatternType.PREFIXED ? internalTopics : Set.of(right.name());
    }

    private String words(List<Right> missing) {
        String principal = Principal.of(config);
        return missing.stream()
                .map(right -> "\n  - " + principal + " lacks " + right.words() + ", to " + right.why() + "; grant it: "
                        + right.command(principal, config.bootstrapServers()))
                .reduce("Kafka does not allow all that is needed:", String::concat);
    }
}

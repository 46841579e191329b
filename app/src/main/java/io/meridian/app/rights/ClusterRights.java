package io.meridian.app.rights;

import io.meridian.app.topics.BrokerAdmin;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.MemberToRemove;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Finds out what this program's principal may do, without a right to look at access control lists. Kafka describes what is
 * allowed on a topic that exists; for the rest this tries what changes nothing and looks how it is refused.
 */
final class ClusterRights {
    private final BrokerAdmin broker;

    ClusterRights(BrokerAdmin broker) {
        this.broker = broker;
    }

    /** What is told of each topic; a broker that tells nothing of rights is taken to allow all. */
    Map<String, Seen> onTopics(Set<String> names) {
        Map<String, Seen> seen = new HashMap<>();
        broker.client()
                .describeTopics(names, new DescribeTopicsOptions().includeAuthorizedOperations(true))
                .topicNameValues()
                .forEach((name, future) -> seen.put(name, seen(future)));
        return seen;
    }

    private Seen seen(KafkaFuture<TopicDescription> future) {
        Seen[] otherwise = {new Seen.Absent()};
        Optional<TopicDescription> described = broker.unless(future, failure -> {
            otherwise[0] = failure instanceof TopicAuthorizationException ? new Seen.Nothing() : new Seen.Absent();
            return failure instanceof TopicAuthorizationException
                    || failure instanceof UnknownTopicOrPartitionException;
        });
        return described
                .<Seen>map(topic -> new Seen.Allowed(
                        topic.authorizedOperations() == null
                                ? Set.of(AclOperation.values())
                                : topic.authorizedOperations()))
                .orElse(otherwise[0]);
    }

    /** Those whose settings may not be looked at. */
    Set<String> withHiddenConfigs(Set<String> names) {
        Set<String> hidden = new HashSet<>();
        broker.client()
                .describeConfigs(names.stream()
                        .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                        .toList())
                .values()
                .forEach((resource, future) -> {
                    if (isRefused(future)) {
                        hidden.add(resource.name());
                    }
                });
        return hidden;
    }

    /** Those that may not be created. Nothing is. */
    Set<String> notToCreate(Set<String> names) {
        Set<String> refused = new HashSet<>();
        List<NewTopic> topics = names.stream()
                .map(name -> new NewTopic(name, Optional.empty(), Optional.empty()))
                .toList();
        broker.client()
                .createTopics(topics, new CreateTopicsOptions().validateOnly(true))
                .values()
                .forEach((name, future) -> {
                    if (isRefused(future)) {
                        refused.add(name);
                    }
                });
        return refused;
    }

    /** Whether its members may join and commit: tried by taking out a member that is in no group. */
    boolean mayReadGroup(String group) {
        MemberToRemove nobody = new MemberToRemove(group + "-nobody-looks-at-rights");
        return !isRefused(broker.client()
                .removeMembersFromConsumerGroup(group, new RemoveMembersFromConsumerGroupOptions(List.of(nobody)))
                .all());
    }

    /** Whether transactions may be written under an id, which nobody else may use: whoever does is ended. */
    boolean mayWriteTransactions(String unusedId) {
        return !isRefused(broker.client().fenceProducers(List.of(unusedId)).all());
    }

    private boolean isRefused(KafkaFuture<?> future) {
        boolean[] refused = {false};
        Predicate<Throwable> anAnswer = failure -> {
            Throwable said =
                    failure instanceof ApiException || failure.getCause() == null ? failure : failure.getCause();
            refused[0] = said instanceof AuthorizationException;
            // Whatever else the broker says, it would not have said without the right.
            return said instanceof UnknownTopicOrPartitionException
                    || (said instanceof ApiException
                            && !(said instanceof RetriableException)
                            && !(said instanceof AuthenticationException));
        };
        broker.unless(future, anAnswer);
        return refused[0];
    }
}

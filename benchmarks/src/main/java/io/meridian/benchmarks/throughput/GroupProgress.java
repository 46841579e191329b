package io.meridian.benchmarks.throughput;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** How far a consumer group is, told by the offsets that it has committed: the same for every contender. */
final class GroupProgress {
    private final Admin admin;
    private final String group;
    private final String rawTopic;

    GroupProgress(Admin admin, String group, String rawTopic) {
        this.admin = admin;
        this.group = group;
        this.rawTopic = rawTopic;
    }

    /**
     * How many records of the raw topic the group has dealt with: those committed, less those that still lie in topics
     * between its own stages.
     */
    long processed() throws InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> committed = committed();
        long raw = committed.entrySet().stream()
                .filter(entry -> entry.getKey().topic().equals(rawTopic))
                .mapToLong(entry -> entry.getValue().offset())
                .sum();
        committed.keySet().removeIf(partition -> partition.topic().equals(rawTopic));
        return Math.max(0, raw - (committed.isEmpty() ? 0 : lag(committed)));
    }

    private long lag(Map<TopicPartition, OffsetAndMetadata> committed) throws InterruptedException {
        Map<TopicPartition, OffsetSpec> wanted =
                committed.keySet().stream().collect(Collectors.toMap(Function.identity(), any -> OffsetSpec.latest()));
        try {
            Map<TopicPartition, ListOffsetsResultInfo> ends =
                    admin.listOffsets(wanted).all().get();
            // The mark that ends a transaction takes an offset too, which no reader comes to commit.
            return ends.entrySet().stream()
                    .mapToLong(end -> Math.max(
                            0,
                            end.getValue().offset()
                                    - requireNonNull(committed.get(end.getKey()))
                                            .offset()
                                    - 1))
                    .sum();
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot see the ends of " + committed.keySet(), e);
        }
    }

    private Map<TopicPartition, OffsetAndMetadata> committed() throws InterruptedException {
        try {
            return admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().entrySet().stream()
                    .filter(entry -> entry.getValue() != null)
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        } catch (ExecutionException e) {
            // The group does not exist until its first member has come.
            return Map.of();
        }
    }
}

package io.meridian.benchmarks.flink;

import io.meridian.benchmarks.contender.ContenderTask;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/**
 * The end of the raw topic as what the group has dealt with. Flink's source commits after the last checkpoint by itself,
 * but asynchronously and without a retry, so this makes sure of it. The job has ended well by then: all of its transactions
 * are committed.
 */
final class EndOffsets {
    private final ContenderTask task;

    EndOffsets(ContenderTask task) {
        this.task = task;
    }

    void commit() throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, task.bootstrapServers()))) {
            Map<TopicPartition, OffsetSpec> latest =
                    admin.describeTopics(List.of(task.rawTopic())).allTopicNames().get().values().stream()
                            .flatMap(topic -> topic.partitions().stream())
                            .collect(Collectors.toMap(
                                    info -> new TopicPartition(task.rawTopic(), info.partition()),
                                    info -> OffsetSpec.latest()));
            Map<TopicPartition, OffsetAndMetadata> ends = admin
                    .listOffsets(latest, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                    .all()
                    .get()
                    .entrySet()
                    .stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey,
                            end -> new OffsetAndMetadata(end.getValue().offset())));
            admin.alterConsumerGroupOffsets(task.group(), ends).all().get();
        }
    }
}

package io.meridian.topology.ingest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * A consumer that fetches no raw records while ingest is held, and all else as ever: polling goes on, so no partition is taken
 * away. Kafka Streams pauses and resumes partitions by itself; what is held here stays paused until ingest goes on. For one
 * thread, as every consumer.
 */
final class HeldConsumer extends KafkaConsumer<byte[], byte[]> {
    private final String rawTopic;
    private final RejectionBreaker breaker;
    private final Set<TopicPartition> held = new HashSet<>();

    HeldConsumer(
            Map<String, Object> config,
            Deserializer<byte[]> keys,
            Deserializer<byte[]> values,
            String rawTopic,
            RejectionBreaker breaker) {
        super(config, keys, values);
        this.rawTopic = rawTopic;
        this.breaker = breaker;
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        if (breaker.isHeld()) {
            hold();
        } else if (!held.isEmpty()) {
            letGo();
        }
        return super.poll(timeout);
    }

    /** Each time, as a partition that has come meanwhile is not paused. */
    private void hold() {
        Set<TopicPartition> paused = paused();
        for (TopicPartition partition : assignment()) {
            if (isRaw(partition) && !paused.contains(partition)) {
                super.pause(List.of(partition));
                held.add(partition);
            }
        }
    }

    private void letGo() {
        held.retainAll(assignment());
        super.resume(held);
        held.clear();
    }

    @Override
    public void pause(Collection<TopicPartition> partitions) {
        super.pause(partitions);
        held.removeAll(partitions);
    }

    @Override
    public void resume(Collection<TopicPartition> partitions) {
        List<TopicPartition> now = new ArrayList<>();
        for (TopicPartition partition : partitions) {
            if (breaker.isHeld() && isRaw(partition)) {
                held.add(partition);
            } else {
                now.add(partition);
            }
        }
        super.resume(now);
    }

    private boolean isRaw(TopicPartition partition) {
        return partition.topic().equals(rawTopic);
    }
}

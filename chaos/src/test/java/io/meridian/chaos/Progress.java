package io.meridian.chaos;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;

/** How far an application has read each partition of a topic, by what it has committed. */
final class Progress {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Admin admin;
    private final String application;
    private final String topic;
    private final int partitions;

    Progress(Admin admin, String application, String topic, int partitions) {
        this.admin = admin;
        this.application = application;
        this.topic = topic;
        this.partitions = partitions;
    }

    Map<Integer, Long> committed() {
        Map<Integer, Long> offsets = new TreeMap<>();
        try {
            admin.listConsumerGroupOffsets(application)
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .forEach((key, value) -> {
                        if (key.topic().equals(topic) && value != null) {
                            offsets.put(key.partition(), value.offset());
                        }
                    });
        } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException("the offsets of " + application + " are not to be had", e);
        }
        return offsets;
    }

    long total() {
        return committed().values().stream().mapToLong(Long::longValue).sum();
    }

    /** Waits until every partition has been read further. */
    void awaitAllBeyond(Map<Integer, Long> before, String what) {
        await("every partition read further after " + what)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptions()
                .until(() -> allBeyond(before, committed()));
    }

    private boolean allBeyond(Map<Integer, Long> before, Map<Integer, Long> now) {
        return now.size() == partitions
                && now.entrySet().stream()
                        .allMatch(entry -> entry.getValue() > before.getOrDefault(entry.getKey(), 0L));
    }
}

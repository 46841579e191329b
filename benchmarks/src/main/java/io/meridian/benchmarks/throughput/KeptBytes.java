package io.meridian.benchmarks.throughput;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/**
 * What a run has on disk when all is read.
 *
 * @param state in its local state, bytes
 * @param topics bytes of each of its topics, as the broker stores them, without copies
 */
record KeptBytes(long state, Map<String, Long> topics) {
    KeptBytes {
        topics = Map.copyOf(topics);
    }

    /** @param group what the names of its topics begin with */
    static KeptBytes of(Admin admin, String group, Path state) throws InterruptedException {
        return new KeptBytes(DiskUsage.folder(state), DiskUsage.topics(admin, group));
    }

    /** In MB of a million bytes, the topics by what their names end with. */
    String text() {
        return String.format(
                Locale.ROOT,
                "state on disk %.0f MB; topics: changelogs %.0f MB, repartition %.0f MB, output %.0f MB, final %.0f MB",
                state / 1e6,
                megabytes("-changelog"),
                megabytes("-repartition"),
                megabytes(".output"),
                megabytes(".final"));
    }

    private double megabytes(String end) {
        return topics.entrySet().stream()
                        .filter(topic -> topic.getKey().endsWith(end))
                        .mapToLong(Map.Entry::getValue)
                        .sum()
                / 1e6;
    }
}

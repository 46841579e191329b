package io.meridian.benchmarks.throughput;

import io.meridian.benchmarks.program.MeridianUnderLoad;
import io.meridian.local.ChildProcess;
import io.meridian.local.Children;
import io.meridian.local.FreePorts;
import io.meridian.local.LocalCluster;
import io.meridian.local.Readiness;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;

/** One instance at a steady rate: what it and its broker use, and what is written to which topic. */
final class SteadyRun {
    private static final String ID = "steady";
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration WARM_UP = Duration.ofSeconds(20);

    private final LocalCluster cluster;
    private final Admin admin;
    private final Path directory;

    SteadyRun(LocalCluster cluster, Admin admin, Path directory) {
        this.cluster = cluster;
        this.admin = admin;
        this.directory = directory;
    }

    /**
     * What was used between two moments.
     *
     * @param seconds between them
     * @param records that the group has dealt with
     * @param cpuSeconds of the program
     * @param brokerCpuSeconds of the broker
     * @param peakMegabytes of the program, MiB
     * @param bytes written to each topic, as the broker stores them, without copies
     */
    record Usage(
            double seconds,
            long records,
            double cpuSeconds,
            double brokerCpuSeconds,
            long peakMegabytes,
            Map<String, Long> bytes) {
        Usage {
            bytes = Map.copyOf(bytes);
        }

        /** Bytes of all topics whose names end so, for each reading. */
        double bytesOf(List<String> ends) {
            return bytes.entrySet().stream()
                            .filter(topic -> ends.stream().anyMatch(topic.getKey()::endsWith))
                            .mapToLong(Map.Entry::getValue)
                            .sum()
                    / (double) records;
        }
    }

    private record Moment(long nanos, long records, double cpu, double brokerCpu, Map<String, Long> bytes) {}

    /** Runs for some time, once it is warm. */
    Usage run(int rate, Duration time) throws InterruptedException {
        int port = FreePorts.find();
        try (Children children = new Children()) {
            MeridianUnderLoad meridian = new MeridianUnderLoad(children, cluster, directory, port);
            ChildProcess program = meridian.start(
                    "application.id=" + ID,
                    "topic.raw=" + ID + ".raw",
                    "topic.dlq=" + ID + ".dlq",
                    "topic.aggregates=" + ID + ".changes",
                    "topic.final=" + ID + ".final",
                    "topic.config=" + ID + ".config",
                    "configs.dir=configs");
            Readiness.await(program, Readiness.answersOk(URI.create("http://127.0.0.1:" + port + "/ready")), START);
            meridian.load(rate, "--topic", ID + ".raw");
            // Phases of the measurement, not waits for a condition.
            Thread.sleep(WARM_UP.toMillis());
            Moment before = moment(program);
            Thread.sleep(time.toMillis());
            Moment after = moment(program);
            Map<String, Long> bytes = new TreeMap<>(after.bytes());
            before.bytes().forEach((topic, size) -> bytes.merge(topic, -size, Long::sum));
            return new Usage(
                    (after.nanos() - before.nanos()) / 1e9,
                    after.records() - before.records(),
                    after.cpu() - before.cpu(),
                    after.brokerCpu() - before.brokerCpu(),
                    new ProcessUsage(program.pid()).peakMegabytes(),
                    bytes);
        }
    }

    private Moment moment(ChildProcess program) throws InterruptedException {
        return new Moment(
                System.nanoTime(),
                new GroupProgress(admin, ID, ID + ".raw").processed(),
                new ProcessUsage(program.pid()).cpuSeconds(),
                new ProcessUsage(cluster.kafka().process().pid()).cpuSeconds(),
                DiskUsage.topics(admin, ID));
    }
}

package io.meridian.benchmarks.throughput;

import io.meridian.avro.AvroDeserializer;
import io.meridian.avro.RegionAggregate;
import io.meridian.benchmarks.contender.ContenderTask;
import io.meridian.benchmarks.workload.Oracle;
import io.meridian.benchmarks.workload.Workload;
import io.meridian.benchmarks.workspace.Workspace;
import io.meridian.local.ChildProcess;
import io.meridian.local.Children;
import io.meridian.local.Command;
import io.meridian.registry.RegistryConfig;
import io.meridian.registry.SchemaRegistryClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;

/** Runs contenders, each in a fresh JVM with fresh topics and state, and watches them from outside. */
final class ContenderRun {
    private static final Duration SAMPLE_EVERY = Duration.ofMillis(100);
    /** For a last commit, and what follows from it in stages behind the first. */
    private static final Duration OUTPUT_TIMEOUT = Duration.ofSeconds(30);

    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);

    private final String bootstrapServers;
    private final String registryUrl;
    private final Admin admin;
    private final BenchTopics topics;
    private final Workload workload;
    private final Oracle oracle;
    private final List<String> jvmOptions;
    private final Duration timeout;
    private final Path directory;

    ContenderRun(
            String bootstrapServers,
            String registryUrl,
            Admin admin,
            BenchTopics topics,
            Workload workload,
            Oracle oracle,
            List<String> jvmOptions,
            Duration timeout,
            Path directory) {
        this.bootstrapServers = bootstrapServers;
        this.registryUrl = registryUrl;
        this.admin = admin;
        this.topics = topics;
        this.workload = workload;
        this.oracle = oracle;
        this.jvmOptions = jvmOptions;
        this.timeout = timeout;
        this.directory = directory;
    }

    /** Runs one until it has read everything, and checks what it has written. */
    RunResult run(Contender contender, int round) throws InterruptedException {
        return run(contender, round, List.of(List.of())).result();
    }

    /**
     * Runs several instances of one that share the work.
     *
     * @param more further arguments of each instance
     */
    FleetResult run(Contender contender, int round, List<List<String>> more) throws InterruptedException {
        String group = contender.name() + "-" + round;
        ContenderTask task = new ContenderTask(
                bootstrapServers,
                group,
                BenchTopics.RAW,
                group + ".output",
                group + ".dlq",
                directory.resolve(group).resolve("state"),
                workload.records(),
                workload.fleet());
        topics.create(List.of(task.outputTopic()), "compact,delete");
        topics.create(List.of(task.deadLetterTopic()), "delete");
        try (Children children = new Children()) {
            List<ChildProcess> processes = new ArrayList<>();
            for (int i = 0; i < more.size(); i++) {
                processes.add(children.start(command(contender, task, i, more.get(i))));
            }
            FleetUsage usage = FleetUsage.of(processes);
            Figures figures = watch(processes, usage, new GroupProgress(admin, group, BenchTopics.RAW));
            List<Double> shares = usage.shares();
            KeptBytes kept = KeptBytes.of(admin, group, task.directory());
            Optional<String> wrong = contender.output() == OutputForm.NONE ? Optional.empty() : check(contender, task);
            processes.forEach(process -> process.stop(STOP_TIMEOUT));
            return new FleetResult(new RunResult(contender.name(), round, figures, kept, wrong), shares);
        } finally {
            topics.deleteOf(group);
            Workspace.delete(task.directory());
        }
    }

    private Command command(Contender contender, ContenderTask task, int instance, List<String> more) {
        Path folder = directory.resolve(task.group());
        try {
            Files.createDirectories(task.directory());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create " + task.directory(), e);
        }
        List<String> arguments = new ArrayList<>(contender.arguments().apply(task, folder));
        arguments.addAll(more);
        return Command.java(
                contender.name(),
                folder.resolve(instance == 0 ? "log" : "log-" + instance),
                jvmOptions,
                contender.classPath(),
                contender.mainClass(),
                arguments);
    }

    private Figures watch(List<ChildProcess> processes, FleetUsage usage, GroupProgress progress)
            throws InterruptedException {
        List<Sample> samples = new ArrayList<>();
        long begun = System.nanoTime();
        while (true) {
            // A measurement at a steady pace, not a wait for a condition.
            Thread.sleep(SAMPLE_EVERY.toMillis());
            for (ChildProcess process : processes) {
                if (!process.isAlive()) {
                    throw new IllegalStateException(
                            process.name() + " has ended before its work was done; its last lines:\n"
                                    + String.join("\n", process.lastLines(20)));
                }
            }
            long processed = progress.processed();
            double seconds = (System.nanoTime() - begun) / 1e9;
            samples.add(new Sample(seconds, processed, usage.cpuSeconds()));
            if (processed >= workload.records()) {
                return Figures.of(samples, workload.records(), usage.peakMegabytes());
            }
            if (seconds > timeout.toSeconds()) {
                ChildProcess first = processes.get(0);
                throw new IllegalStateException(
                        first.name() + " has read " + processed + " of " + workload.records() + " records in "
                                + timeout.toSeconds() + " s: see " + first.log() + " or give it more --timeout");
            }
        }
    }

    private Optional<String> check(Contender contender, ContenderTask task) throws InterruptedException {
        CommittedOutput.RowReader rows = contender.output() == OutputForm.AVRO
                ? CommittedOutput.avro(new AvroDeserializer<>(
                        new SchemaRegistryClient(RegistryConfig.of(List.of(URI.create(registryUrl)))),
                        RegionAggregate.class))
                : CommittedOutput.json();
        try (CommittedOutput output = new CommittedOutput(
                bootstrapServers, task.outputTopic(), task.deadLetterTopic(), workload.fleet(), rows)) {
            output.readOn();
            long deadline = System.nanoTime() + OUTPUT_TIMEOUT.toNanos();
            while (true) {
                output.readOn();
                Optional<String> wrong = difference(output);
                if (wrong.isEmpty() || System.nanoTime() > deadline) {
                    return wrong;
                }
                Thread.sleep(SAMPLE_EVERY.toMillis());
            }
        }
    }

    private Optional<String> difference(CommittedOutput output) {
        if (output.deadLetters() != oracle.rejected()) {
            return Optional.of("expected " + oracle.rejected() + " dead letters but found " + output.deadLetters());
        }
        return oracle.differenceFrom(output.windows());
    }
}

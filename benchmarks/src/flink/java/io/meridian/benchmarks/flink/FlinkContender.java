package io.meridian.benchmarks.flink;

import io.meridian.benchmarks.contender.ContenderTask;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the job in this JVM on a cluster of its own, and stays alive when it is done. */
@Command(name = "flink")
public final class FlinkContender implements Callable<Integer> {
    private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(1);

    @Option(names = "--task", required = true, description = "What there is to do, a file of properties.")
    private Path task = Path.of("");

    @Option(names = "--decoder", required = true, description = "Who parses: ${COMPLETION-CANDIDATES}.")
    private Decoder decoder = Decoder.MERIDIAN;

    @Option(names = "--parallelism", defaultValue = "1", description = "How many subtasks each operator has.")
    private int parallelism = 1;

    @Option(names = "--chained", description = "All in one chain, with no exchange; for a parallelism of 1 only.")
    private boolean chained;

    public static void main(String[] arguments) {
        // Not logback.xml, which would stand on the class path of the other contenders too.
        System.setProperty("logback.configurationFile", "logback-flink.xml");
        System.exit(new CommandLine(new FlinkContender())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        if (chained && parallelism != 1) {
            throw new IllegalArgumentException("--chained: expected a parallelism of 1, but it is " + parallelism);
        }
        ContenderTask told = ContenderTask.read(task);
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration(told));
        new TelemetryJob(told, decoder, chained).addTo(environment);
        environment.execute("telemetry");
        new EndOffsets(told).commit();
        new CountDownLatch(1).await();
        return CommandLine.ExitCode.OK;
    }

    private static Configuration configuration(ContenderTask task) {
        return new Configuration()
                .set(PipelineOptions.OBJECT_REUSE, true)
                .set(PipelineOptions.GENERIC_TYPES, false)
                .set(CheckpointingOptions.CHECKPOINTING_INTERVAL, CHECKPOINT_INTERVAL)
                .set(CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.EXACTLY_ONCE)
                .set(StateBackendOptions.STATE_BACKEND, "hashmap")
                .set(
                        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                        task.directory().resolve("checkpoints").toUri().toString())
                // State on the heap has no use for managed memory; 64 MiB of buffers are Flink's own choice when local.
                .set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(1))
                .set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(64))
                .set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(64));
    }
}

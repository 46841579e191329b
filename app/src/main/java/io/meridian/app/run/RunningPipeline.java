package io.meridian.app.run;

import io.meridian.app.health.Health;
import io.meridian.app.health.Phase;
import io.meridian.app.metrics.Metrics;
import io.meridian.app.query.StreamsStores;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Kafka Streams at work. */
final class RunningPipeline {
    private static final Logger log = LoggerFactory.getLogger(RunningPipeline.class);

    /** With REST before it and the JVM behind, less than the ten seconds that a stop may take. */
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(8);

    /** How soon series show that were not there before, such as those of a partition that has just been assigned. */
    private static final Duration METRICS_REFRESH = Duration.ofSeconds(5);

    private final Pipeline pipeline;
    private final KafkaStreams streams;
    private final Health health;
    private final Runnable onRebalance;
    private final ScheduledExecutorService metricsRefresh =
            Executors.newSingleThreadScheduledExecutor(RunningPipeline::daemon);
    private final CompletableFuture<Outcome> ended = new CompletableFuture<>();

    private RunningPipeline(Pipeline pipeline, KafkaStreams streams, Health health, Runnable onRebalance) {
        this.pipeline = pipeline;
        this.streams = streams;
        this.health = health;
        this.onRebalance = onRebalance;
    }

    /**
     * @param onRebalance told when partitions move
     * @param missingRights tells what Kafka does not allow
     * @throws StartException if it does not start, such as where another process has the state directory
     */
    static RunningPipeline start(
            Pipeline pipeline,
            Health health,
            StreamsStores stores,
            Metrics metrics,
            Runnable onRebalance,
            Supplier<Optional<String>> missingRights) {
        try {
            KafkaStreams streams = pipeline.streams();
            RunningPipeline running = new RunningPipeline(pipeline, streams, health, onRebalance);
            streams.setStateListener(running::onState);
            streams.setUncaughtExceptionHandler(
                    new FailureHandler(() -> System.nanoTime() / 1_000_000, running::fail, missingRights));
            pipeline.open(stores, streams);
            streams.start();
            metrics.bind(new KafkaStreamsMetrics(streams, List.of(), running.metricsRefresh, METRICS_REFRESH));
            return running;
        } catch (StreamsException e) {
            throw new StartException(
                    "Kafka Streams does not start: " + FullDisk.in(e).orElse("") + e.getMessage(), e);
        }
    }

    /** Waits for the end, asked for or not, and closes everything. */
    Outcome awaitEnd(StopSignal stop) {
        stop.onRequest(() -> ended.complete(new Outcome.Stopped()));
        Outcome outcome = ended.join();
        if (outcome instanceof Outcome.Stopped) {
            health.enter(new Phase.Stopping());
        }
        metricsRefresh.shutdownNow();
        pipeline.stopWaiting();
        // Remaining in the group, its partitions wait for it: a restart within the session timeout moves nothing.
        boolean closed = streams.close(CloseOptions.timeout(CLOSE_TIMEOUT)
                .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.REMAIN_IN_GROUP));
        if (!closed && outcome instanceof Outcome.Stopped) {
            return new Outcome.Failed("the stream threads did not end within " + CLOSE_TIMEOUT.toSeconds()
                    + " s; what they had not committed will be read again");
        }
        return outcome;
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "metrics-refresh");
        thread.setDaemon(true);
        return thread;
    }

    /** Ends the instance. */
    void fail(String reason) {
        health.enter(new Phase.Failed(reason));
        ended.complete(new Outcome.Failed(reason));
    }

    private void onState(KafkaStreams.State now, KafkaStreams.State before) {
        switch (now) {
            case RUNNING -> {
                log.info("Running: all state is restored");
                health.enter(new Phase.Running());
            }
            case REBALANCING -> {
                onRebalance.run();
                health.enter(health.isStarted() ? new Phase.Rebalancing() : new Phase.Starting("restoring state"));
            }
            case ERROR, NOT_RUNNING -> {
                if (!ended.isDone()) {
                    fail("Kafka Streams ended by itself; the log says why");
                }
            }
            case CREATED, PENDING_SHUTDOWN, PENDING_ERROR -> log.debug("Kafka Streams went from {} to {}", before, now);
        }
    }
}

package io.meridian.app.topics;

import static java.util.Objects.requireNonNull;

import io.meridian.app.config.MeridianConfig;
import io.meridian.app.config.StreamsProperties;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;

/**
 * Looks now and then whether rejected records have somewhere to go: whether the topic is there, and each of its partitions has a
 * leader. Without, Kafka Streams would wait for it without a word.
 */
public final class DeadLetterWatch implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private final Admin admin;
    private final String topic;
    private final Consumer<Boolean> report;
    private final ScheduledExecutorService clock;

    private DeadLetterWatch(Admin admin, String topic, Consumer<Boolean> report) {
        this.admin = admin;
        this.topic = topic;
        this.report = report;
        this.clock = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "dead-letter-watch");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** @param report is told each time whether it can be written */
    public static DeadLetterWatch start(MeridianConfig config, Consumer<Boolean> report) {
        DeadLetterWatch watch = new DeadLetterWatch(
                Admin.create(StreamsProperties.ofAdmin(config)), config.topics().dlq(), report);
        var unused = watch.clock.scheduleWithFixedDelay(
                watch::look, PAUSE.toMillis(), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        return watch;
    }

    private void look() {
        report.accept(isWritable());
    }

    private boolean isWritable() {
        try {
            TopicDescription described = requireNonNull(
                            admin.describeTopics(List.of(topic))
                                    .topicNameValues()
                                    .get(topic),
                            "topic")
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return described.partitions().stream()
                    .allMatch(partition ->
                            partition.leader() != null && !partition.leader().isEmpty());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            return false;
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
        admin.close(Duration.ZERO);
    }
}

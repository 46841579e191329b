package io.meridian.app.run;

import io.meridian.app.rights.RightsException;
import io.meridian.app.rights.RightsVerification;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the rights until all are known: those on a topic cannot be told before it exists, and Kafka Streams makes its own only
 * when the group has come together.
 */
final class RightsWatch implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RightsWatch.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final ScheduledExecutorService clock;
    private final RightsVerification rights;
    private final Consumer<String> onMissing;

    private RightsWatch(RightsVerification rights, Consumer<String> onMissing) {
        this.rights = rights;
        this.onMissing = onMissing;
        this.clock = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "rights-watch");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** @param onMissing told in words what is missing */
    static RightsWatch start(RightsVerification rights, Consumer<String> onMissing) {
        RightsWatch watch = new RightsWatch(rights, onMissing);
        var unused = watch.clock.scheduleWithFixedDelay(
                watch::look, PAUSE.toMillis(), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        return watch;
    }

    private void look() {
        try {
            if (rights.verify()) {
                clock.shutdown();
            }
        } catch (RightsException e) {
            clock.shutdown();
            onMissing.accept(e.getMessage());
        } catch (RuntimeException e) {
            // Who cannot look now looks again.
            log.debug("The rights cannot be looked at now", e);
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}

package io.meridian.app.run;

import io.meridian.app.config.MeridianConfig;
import io.meridian.app.query.StreamsStores;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notes how old the copies on this instance are, where copies may answer. */
final class StandbyWatch implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(StandbyWatch.class);
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final ScheduledExecutorService clock;
    private final StreamsStores stores;

    private StandbyWatch(StreamsStores stores) {
        this.stores = stores;
        this.clock = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "standby-watch");
            thread.setDaemon(true);
            return thread;
        });
    }

    static StandbyWatch of(MeridianConfig config, StreamsStores stores) {
        StandbyWatch watch = new StandbyWatch(stores);
        if (config.rest().queries().maxStaleness().isPresent()) {
            var unused = watch.clock.scheduleWithFixedDelay(
                    watch::note, PAUSE.toMillis(), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        }
        return watch;
    }

    private void note() {
        try {
            stores.noteLags();
        } catch (RuntimeException e) {
            // The copies count as older until the next time.
            log.debug("Lags cannot be noted now", e);
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}

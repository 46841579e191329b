package io.meridian.app.run;

import io.meridian.topology.ingest.StoppedWaitingException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides what follows when a stream thread dies. Most causes pass (a broker that restarts, a fenced producer), so the
 * thread is replaced and reads again from its last commit; what cannot pass, and what comes back again and again, ends
 * the instance, so that whoever watches over it notices.
 */
final class FailureHandler implements StreamsUncaughtExceptionHandler {
    private static final Logger log = LoggerFactory.getLogger(FailureHandler.class);
    private static final int MOST = 5;
    private static final Duration WITHIN = Duration.ofMinutes(5);

    private final ReplacementLimit limit = new ReplacementLimit(MOST, WITHIN);
    private final LongSupplier clock;
    private final Consumer<String> onEnd;
    private final Supplier<Optional<String>> missingRights;

    /**
     * @param clock milliseconds, never going back
     * @param onEnd told the reason when the instance has to end
     * @param missingRights asked where Kafka allows something no more, as it does not say what
     */
    FailureHandler(LongSupplier clock, Consumer<String> onEnd, Supplier<Optional<String>> missingRights) {
        this.clock = clock;
        this.onEnd = onEnd;
        this.missingRights = missingRights;
    }

    @Override
    public synchronized StreamThreadExceptionResponse handle(Throwable failure) {
        if (has(failure, StoppedWaitingException.class)) {
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        if (has(failure, Error.class)
                || has(failure, AuthorizationException.class)
                || has(failure, AuthenticationException.class)) {
            return end(failure, "");
        }
        Optional<String> full = FullDisk.in(failure);
        if (full.isPresent()) {
            // Another thread would find the same, and the group would move its partitions once more each time.
            return end(failure, full.get());
        }
        if (!limit.bears(clock.getAsLong())) {
            return end(
                    failure, "more than " + MOST + " times within " + WITHIN.toMinutes() + " minutes, the last time: ");
        }
        log.warn("A stream thread died and is replaced; it reads again from its last commit", failure);
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    private StreamThreadExceptionResponse end(Throwable failure, String how) {
        log.error("A stream thread died, and the instance ends", failure);
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        onEnd.accept("a stream thread died: " + how + root + rights(failure));
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    private String rights(Throwable failure) {
        if (!has(failure, AuthorizationException.class)) {
            return "";
        }
        try {
            return missingRights.get().map("\n"::concat).orElse("");
        } catch (RuntimeException e) {
            log.debug("What is not allowed cannot be told", e);
            return "";
        }
    }

    private static boolean has(Throwable failure, Class<? extends Throwable> type) {
        for (Throwable one = failure; one != null; one = one.getCause()) {
            if (type.isInstance(one)) {
                return true;
            }
        }
        return false;
    }
}

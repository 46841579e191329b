package io.meridian.app.replay;

import io.meridian.app.load.Pacer;
import io.meridian.app.load.Sender;
import io.meridian.app.replay.ReplayReport.Ending;
import io.meridian.app.run.StopSignal;
import io.meridian.reading.Reading;
import io.meridian.reading.ReadingEncoder;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/** Sends the readings of a file, keyed by device, each with its event time as the record's. Not for sharing between threads. */
public final class Replay {
    private static final Duration TICK = Duration.ofMillis(10);

    private final Sender sender;
    private final Retention retention;
    private final ReplayListener listener;
    private final LongSupplier clock;
    private final ReadingEncoder encoder = new ReadingEncoder();
    private long sent;
    private long skipped;
    private long expired;
    private long earliest = Long.MAX_VALUE;
    private long latest = Long.MIN_VALUE;

    /** @param clock milliseconds since 1970-01-01T00:00:00Z */
    public Replay(Sender sender, Retention retention, ReplayListener listener, LongSupplier clock) {
        this.sender = sender;
        this.retention = retention;
        this.listener = listener;
        this.clock = clock;
    }

    /**
     * Sends, once.
     *
     * @param perSecond at most so many a second, above 0; empty for as fast as it goes
     * @param count how many at most; the largest long for all
     * @param skipping whether rows that are no readings are left out; the first one ends it otherwise
     * @throws ReplayException where the file cannot be read any further
     */
    public ReplayReport send(ReplayFile file, OptionalDouble perSecond, long count, boolean skipping, StopSignal stop) {
        Turns turns = new Turns(perSecond);
        Ending ending = Ending.COMPLETE;
        while (ending == Ending.COMPLETE && sent < count) {
            if (!turns.await(stop)) {
                ending = Ending.STOPPED;
                break;
            }
            Optional<Row> row = next(file);
            if (row.isEmpty()) {
                break;
            }
            ending = take(row.get(), skipping);
        }
        sender.flush();
        listener.sent(sent);
        return new ReplayReport(
                sender.acknowledged(),
                skipped,
                expired,
                sent == 0 ? OptionalLong.empty() : OptionalLong.of(earliest),
                sent == 0 ? OptionalLong.empty() : OptionalLong.of(latest),
                sender.hasFailed() ? Ending.NOT_SENT : ending);
    }

    private Optional<Row> next(ReplayFile file) {
        try {
            return file.next();
        } catch (ReplayException e) {
            sender.flush();
            throw new ReplayException(
                    e.getMessage() + "; readings before it that have arrived: " + sender.acknowledged(), e);
        }
    }

    private Ending take(Row row, boolean skipping) {
        if (row instanceof Row.Bad bad) {
            listener.bad(bad);
            if (!skipping) {
                return Ending.BAD_ROW;
            }
            skipped++;
            return Ending.COMPLETE;
        }
        Row.Sound sound = (Row.Sound) row;
        Reading reading = sound.reading();
        if (retention.isOver(reading.timestamp(), clock.getAsLong())) {
            if (expired == 0) {
                listener.expired(sound, retention);
            }
            expired++;
        }
        sender.send(reading.deviceId(), encoder.encode(reading), reading.timestamp());
        earliest = Math.min(earliest, reading.timestamp());
        latest = Math.max(latest, reading.timestamp());
        sent++;
        listener.sent(sent);
        return sender.hasFailed() ? Ending.NOT_SENT : Ending.COMPLETE;
    }

    /** Whose turn it is to be sent. */
    private static final class Turns {
        private final Optional<Pacer> pacer;
        private long due;

        Turns(OptionalDouble perSecond) {
            pacer = perSecond.isPresent()
                    ? Optional.of(new Pacer(perSecond.getAsDouble(), System.nanoTime()))
                    : Optional.empty();
        }

        /** Waits; tells whether to go on. */
        boolean await(StopSignal stop) {
            if (pacer.isEmpty()) {
                return !stop.isRequested();
            }
            while (due == 0) {
                if (stop.await(TICK)) {
                    return false;
                }
                due = pacer.get().take(System.nanoTime());
            }
            due--;
            return !stop.isRequested();
        }
    }
}

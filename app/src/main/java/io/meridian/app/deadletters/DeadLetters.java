package io.meridian.app.deadletters;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/**
 * The dead letters as their topic has them: never the whole of it in memory, and never longer than some seconds for a page. Safe
 * for concurrent use.
 */
public final class DeadLetters implements DeadLetterSource {
    private static final long MOST_RECORDS_A_PAGE = 200_000;
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final long HEAVIEST_PAGE = 16L * 1024 * 1024;
    private static final int READS_AT_ONCE = 4;
    private static final int PROGRESS_EVERY = 10_000;

    private final Supplier<DeadLetterLog> logs;
    private final Semaphore reads = new Semaphore(READS_AT_ONCE);

    /** @param logs opens the topic */
    public DeadLetters(Supplier<DeadLetterLog> logs) {
        this.logs = logs;
    }

    @Override
    public DeadLetterPage list(DeadLetterFilter filter, int limit, Optional<DeadLetterCursor> cursor) {
        return reading(log -> {
            long begin = System.nanoTime();
            Backwards backwards = new Backwards(log, filter, spans(log, filter, cursor));
            List<DeadLetter> letters = new ArrayList<>();
            BooleanSupplier goOn =
                    () -> backwards.records() < MOST_RECORDS_A_PAGE && System.nanoTime() - begin < LONGEST.toNanos();
            long weight = 0;
            while (letters.size() < limit && weight < HEAVIEST_PAGE) {
                Optional<DeadLetter> next = backwards.next(goOn);
                if (next.isEmpty()) {
                    break;
                }
                letters.add(next.get());
                weight += next.get().weight();
            }
            Map<Integer, Span> rest = backwards.rest();
            boolean more = rest.values().stream().anyMatch(span -> !span.isEmpty());
            return new DeadLetterPage(letters, more ? Optional.of(DeadLetterCursor.at(rest)) : Optional.empty());
        });
    }

    /**
     * Shows the newest, oldest of them first, and then each that comes.
     *
     * @param last how many that are there already
     * @param goOn asked several times a second
     */
    public void follow(DeadLetterFilter filter, int last, Consumer<DeadLetter> taker, BooleanSupplier goOn) {
        reading(log -> {
            Map<Integer, Span> spans = spans(log, filter, Optional.empty());
            Backwards backwards = new Backwards(log, filter, spans);
            List<DeadLetter> newest = new ArrayList<>();
            for (int i = 0; i < last; i++) {
                Optional<DeadLetter> next = backwards.next(goOn);
                if (next.isEmpty()) {
                    break;
                }
                newest.add(next.get());
            }
            Collections.reverse(newest);
            newest.forEach(taker);
            log.follow(
                    spans,
                    record -> {
                        DeadLetter letter = DeadLetterParser.parse(record);
                        if (filter.matches(letter)) {
                            taker.accept(letter);
                        }
                    },
                    goOn);
            return true;
        });
    }

    /**
     * Counts all there are now.
     *
     * @param progress told now and then how many have been looked at
     * @param goOn asked several times a second
     */
    public DeadLetterStats stats(DeadLetterFilter filter, LongConsumer progress, BooleanSupplier goOn) {
        return reading(log -> {
            DeadLetterStats stats = new DeadLetterStats();
            long[] looked = {0};
            boolean whole = log.read(
                    spans(log, filter, Optional.empty()),
                    record -> {
                        DeadLetter letter = DeadLetterParser.parse(record);
                        if (filter.matches(letter)) {
                            stats.add(letter);
                        }
                        if (++looked[0] % PROGRESS_EVERY == 0) {
                            progress.accept(looked[0]);
                        }
                    },
                    goOn);
            progress.accept(looked[0]);
            return whole ? stats : stats.unfinished();
        });
    }

    /** What of each partition may be asked for; a record that is late bears an early timestamp, so only a lower bound helps. */
    private static Map<Integer, Span> spans(
            DeadLetterLog log, DeadLetterFilter filter, Optional<DeadLetterCursor> cursor) {
        Map<Integer, Span> spans = new TreeMap<>();
        log.spans().forEach((partition, span) -> {
            if (!filter.takes(partition)) {
                return;
            }
            long from = span.from();
            if (filter.from().isPresent()) {
                OptionalLong first = log.firstSince(partition, filter.from().getAsLong());
                from = Math.max(from, first.orElse(span.to()));
            }
            long to = cursor.map(at -> at.uppers().getOrDefault(partition, span.from()))
                    .map(upper -> Math.min(upper, span.to()))
                    .orElse(span.to());
            spans.put(partition, new Span(Math.min(from, Math.max(span.from(), to)), Math.max(span.from(), to)));
        });
        return spans;
    }

    /** A read of the topic. */
    @FunctionalInterface
    private interface Read<T> {
        T from(DeadLetterLog log);
    }

    private <T> T reading(Read<T> read) {
        if (!reads.tryAcquire()) {
            throw new DeadLettersUnreadableException(READS_AT_ONCE + " others are reading the dead letters; try again");
        }
        try (DeadLetterLog log = logs.get()) {
            return read.from(log);
        } finally {
            reads.release();
        }
    }
}

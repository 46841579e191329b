package io.meridian.app.deadletters;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/**
 * Dead letters, the newest of all partitions first. Kafka reads forwards alone, so each partition is read in pieces from its end;
 * only what is asked for is held, and of a piece that is too heavy its newest part.
 */
final class Backwards {
    private static final int FIRST_PIECES = 512;
    private static final int LEAST_PIECE = 16;
    private static final int GREATEST_PIECE = 8_192;
    private static final long MAX_WEIGHT = 16L * 1024 * 1024;

    private final DeadLetterLog log;
    private final DeadLetterFilter filter;
    private final SortedMap<Integer, Partition> partitions = new TreeMap<>();
    private final long weightEach;
    private long records;

    /** One partition; its letters that have been read, oldest first. */
    private static final class Partition {
        private final long lower;
        private long upper;
        private int piece;
        private final Deque<DeadLetter> letters = new ArrayDeque<>();
        private long weight;

        private Partition(Span span, int piece) {
            this.lower = span.from();
            this.upper = span.to();
            this.piece = piece;
        }

        private boolean isToBeRead() {
            return letters.isEmpty() && upper > lower;
        }

        private Span next() {
            return new Span(Math.max(lower, upper - piece), upper);
        }
    }

    /** @param spans what of each partition is asked for */
    Backwards(DeadLetterLog log, DeadLetterFilter filter, Map<Integer, Span> spans) {
        this.log = log;
        this.filter = filter;
        int piece = Math.max(LEAST_PIECE, FIRST_PIECES / Math.max(1, spans.size()));
        spans.forEach((number, span) -> partitions.put(number, new Partition(span, piece)));
        weightEach = MAX_WEIGHT / Math.max(1, spans.size());
    }

    /**
     * The next one.
     *
     * @param goOn asked before more is read
     * @return empty where there is none, or where it is not to go on
     */
    Optional<DeadLetter> next(BooleanSupplier goOn) {
        while (partitions.values().stream().anyMatch(Partition::isToBeRead)) {
            if (!goOn.getAsBoolean()) {
                return Optional.empty();
            }
            readPieces();
        }
        Optional<Partition> newest = partitions.values().stream()
                .filter(partition -> !partition.letters.isEmpty())
                .max(Comparator.comparingLong(
                        partition -> partition.letters.getLast().timestamp()));
        return newest.map(partition -> {
            DeadLetter letter = partition.letters.removeLast();
            partition.weight -= letter.weight();
            return letter;
        });
    }

    /** Of each partition of which nothing is known, the next piece. */
    private void readPieces() {
        Map<Integer, Span> spans = new HashMap<>();
        partitions.forEach((number, partition) -> {
            if (partition.isToBeRead()) {
                spans.put(number, partition.next());
            }
        });
        Map<Integer, Long> keptFrom = new HashMap<>();
        boolean whole = log.read(
                spans,
                record -> {
                    records++;
                    take(DeadLetterParser.parse(record), keptFrom);
                },
                () -> true);
        if (!whole) {
            throw new IllegalStateException("a read that nothing ends was not whole");
        }
        spans.forEach((number, span) -> {
            Partition partition = partition(number);
            partition.upper = keptFrom.getOrDefault(number, span.from());
            // The next is longer, as what is asked for is rare here; but not where the letters are heavy.
            partition.piece = keptFrom.containsKey(number)
                    ? Math.max(LEAST_PIECE, partition.piece / 2)
                    : Math.min(GREATEST_PIECE, partition.piece * 2);
        });
    }

    private void take(DeadLetter letter, Map<Integer, Long> keptFrom) {
        if (!filter.matches(letter)) {
            return;
        }
        Partition partition = partition(letter.place().partition());
        partition.letters.addLast(letter);
        partition.weight += letter.weight();
        while (partition.weight > weightEach && partition.letters.size() > 1) {
            DeadLetter dropped = partition.letters.removeFirst();
            partition.weight -= dropped.weight();
            keptFrom.put(letter.place().partition(), dropped.place().offset() + 1);
        }
    }

    private Partition partition(int number) {
        return Optional.ofNullable(partitions.get(number)).orElseThrow();
    }

    /** How many records have been looked at. */
    long records() {
        return records;
    }

    /** What is left: everything that has not been handed out. */
    Map<Integer, Span> rest() {
        Map<Integer, Span> rest = new TreeMap<>();
        partitions.forEach((number, partition) -> {
            long upper = partition.letters.isEmpty()
                    ? partition.upper
                    : partition.letters.getLast().place().offset() + 1;
            rest.put(number, new Span(partition.lower, upper));
        });
        return rest;
    }
}

package io.meridian.app.deadletters;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** How many dead letters there are, by code, by device, and by the hour of the record's timestamp. Takes bounded memory. */
public final class DeadLetterStats {
    /** Stands for devices without a valid id, and for what has no code. */
    public static final String OTHERS = "(other)";

    /** The hours before those that are told apart. */
    static final int MAX_HOURS = 10_000;

    private static final Pattern DEVICE = Pattern.compile("d-[0-9]{4}");
    private static final Pattern CODE = Pattern.compile("[A-Z_]{1,40}");
    private static final int MAX_CODES = 100;

    private final SortedMap<String, Long> byCode = new TreeMap<>();
    private final SortedMap<String, Long> byDevice = new TreeMap<>();
    private final SortedMap<Instant, Long> byHour = new TreeMap<>();
    private long total;
    private boolean complete = true;

    void add(DeadLetter letter) {
        total++;
        String code = letter.code();
        boolean knownCode = CODE.matcher(code).matches() && (byCode.containsKey(code) || byCode.size() < MAX_CODES);
        byCode.merge(knownCode ? code : OTHERS, 1L, Long::sum);
        byDevice.merge(letter.device().filter(DEVICE.asMatchPredicate()).orElse(OTHERS), 1L, Long::sum);
        byHour.merge(Instant.ofEpochMilli(letter.timestamp()).truncatedTo(ChronoUnit.HOURS), 1L, Long::sum);
        if (byHour.size() > MAX_HOURS) {
            // The oldest two become one: they are told apart no more.
            Instant oldest = byHour.firstKey();
            Long count = byHour.remove(oldest);
            byHour.merge(byHour.firstKey(), count == null ? 0 : count, Long::sum);
        }
    }

    DeadLetterStats unfinished() {
        complete = false;
        return this;
    }

    /** Whether all were looked at. */
    public boolean isComplete() {
        return complete;
    }

    /** How many there are. */
    public long total() {
        return total;
    }

    /** By the code of the first fault. */
    public Map<String, Long> byCode() {
        return Collections.unmodifiableMap(byCode);
    }

    /** By device. */
    public Map<String, Long> byDevice() {
        return Collections.unmodifiableMap(byDevice);
    }

    /** By the hour in which the record's own timestamp lies, in UTC. */
    public Map<Instant, Long> byHour() {
        return Collections.unmodifiableMap(byHour);
    }
}

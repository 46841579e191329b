package io.meridian.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * Holds the fast path to the authority: what the one accepts, the other accepts with equal fields. Other records each
 * run; those of a run that failed come again with {@code -Dmeridian.test.seed=}.
 */
class FastAndStrictTest {
    private static final long SEED = Long.getLong("meridian.test.seed", System.nanoTime());
    private static final int CASES = 80_000;

    private final GeneratedRecords records = new GeneratedRecords(SEED);
    private final FastReadingDecoder fast = new FastReadingDecoder();
    private final StrictReadingDecoder strict = new StrictReadingDecoder(65_536, true);
    private final FastReadingDecoder fastIgnoring = new FastReadingDecoder(65_536, false);
    private final StrictReadingDecoder strictIgnoring = new StrictReadingDecoder(65_536, false);

    @Test
    void shouldAgreeOnCanonicalRecordsAndRecogniseEachOfThem() {
        assertThat(accepted(GeneratedRecords::canonical, fast, strict))
                .as("seed %d", SEED)
                .isEqualTo(CASES);
    }

    @Test
    void shouldAgreeOnRecordsThatAreNearlyCanonical() {
        assertThat(accepted(GeneratedRecords::nearCanonical, fast, strict))
                .as("seed %d", SEED)
                .isBetween(CASES / 10, CASES / 2);
    }

    @Test
    void shouldAgreeOnMutatedRecords() {
        assertThat(accepted(GeneratedRecords::mutated, fast, strict))
                .as("seed %d", SEED)
                .isBetween(CASES / 50, CASES / 2);
    }

    @Test
    void shouldAgreeOnRecordsWithFieldsThatAreIgnored() {
        assertThat(accepted(GeneratedRecords::withMore, fastIgnoring, strictIgnoring))
                .as("seed %d", SEED)
                .isBetween(CASES / 10, CASES * 9 / 10);
    }

    @Test
    void shouldAgreeOnMutatedRecordsWithFieldsThatAreIgnored() {
        assertThat(accepted(GeneratedRecords::mutatedWithMore, fastIgnoring, strictIgnoring))
                .as("seed %d", SEED)
                .isBetween(CASES / 50, CASES / 2);
    }

    /** How many the fast path accepted; fails where the strict decoder rejects one of them or reads it differently. */
    private int accepted(
            Function<GeneratedRecords, byte[]> kind, FastReadingDecoder fast, StrictReadingDecoder strict) {
        ReadingFields fields = new ReadingFields();
        int accepted = 0;
        for (int i = 0; i < CASES; i++) {
            byte[] json = kind.apply(records);
            if (fast.decode(json, fields)) {
                accepted++;
                DecodedFields authority = strict.decode(json);
                if (!agree(fields, authority)) {
                    assertThat(describe(fields))
                            .as("seed %d: %s", SEED, new String(json, StandardCharsets.ISO_8859_1))
                            .isEqualTo(authority.toString());
                }
            }
        }
        return accepted;
    }

    private static boolean agree(ReadingFields fast, DecodedFields strict) {
        return strict.violations().isEmpty()
                && fast.device == strict.device().orElseThrow()
                && fast.metric.equals(strict.metric().orElseThrow())
                && Double.doubleToRawLongBits(fast.value)
                        == Double.doubleToRawLongBits(strict.value().orElseThrow())
                && fast.timestamp == strict.timestamp().orElseThrow();
    }

    private static String describe(ReadingFields fields) {
        return fields.device + ", " + fields.metric + ", " + fields.value + ", " + fields.timestamp;
    }
}

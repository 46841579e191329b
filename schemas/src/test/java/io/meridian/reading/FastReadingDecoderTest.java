package io.meridian.reading;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FastReadingDecoderTest {
    private final FastReadingDecoder decoder = new FastReadingDecoder();
    private final FastReadingDecoder ignoring = new FastReadingDecoder(65_536, false);
    private final ReadingFields fields = new ReadingFields();

    @Test
    void shouldReadTheCanonicalForm() {
        assertThat(decoder.decode(Records.bytes(Records.VALID), fields)).isTrue();

        assertThat(fields.device).isEqualTo(8842);
        assertThat(fields.metric).isEqualTo("cpu_load");
        assertThat(fields.value).isEqualTo(78.4);
        assertThat(fields.timestamp).isEqualTo(1_741_789_800_000L);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "100, 100",
        "-40, -40",
        "-0, 0",
        "-0.0, 0",
        "0.1, 0.1",
        "12.50, 12.5",
        "999999999999999, 999999999999999",
        "0.000000123456789012345, 0.000000123456789012345",
        "0.0000000000000000000001, 1e-22"
    })
    void shouldRecogniseAPlainNumber(String literal, double value) {
        assertThat(decoder.decode(Records.with("value", literal), fields)).isTrue();
        assertThat(Double.doubleToRawLongBits(fields.value)).isEqualTo(Double.doubleToRawLongBits(value));
    }

    @ParameterizedTest
    @CsvSource({
        "2025-03-12T14:30:00Z,            2025-03-12T14:30:00Z",
        "2025-03-12T14:30:00.5Z,          2025-03-12T14:30:00.500Z",
        "2025-03-12T23:59:59.999999999Z,  2025-03-12T23:59:59.999Z",
        "2024-02-29T00:00:00Z,            2024-02-29T00:00:00Z",
        "1970-01-01T00:00:00Z,            1970-01-01T00:00:00Z",
        "9999-12-31T23:59:59.999Z,        9999-12-31T23:59:59.999Z",
    })
    void shouldRecogniseATimeInUtc(String literal, Instant moment) {
        assertThat(decoder.decode(Records.with("timestamp", '"' + literal + '"'), fields))
                .isTrue();
        assertThat(fields.timestamp).isEqualTo(moment.toEpochMilli());
    }

    @ParameterizedTest
    @CsvSource({
        "value, 1e2",
        "value, 100.00000000000001",
        "value, 0.00000000000000000000001",
        "metric, \"cpu\\u005fload\"",
        "metric, \"température\"",
        "timestamp, \"2025-03-12T14:30:00+00:00\"",
    })
    void shouldLeaveOtherFormsToTheStrictDecoder(String field, String literal) {
        assertThat(decoder.decode(Records.with(field, literal), fields)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ",\"note\":\"\"",
                ",\"\":\"of no name\"",
                ",\"note\":\"Z\"",
                ",\"note\":\"a long one, of more than one word: ~ !#\"",
                ",\"battery\":81,\"charging\":true,\"error\":null,\"idle\":false",
                ",\"battery\":-0.5e-7",
                ",\"note\":\"last\",\"signal\":-71E+2"
            })
    void shouldReadPastFieldsThatAreIgnored(String more) {
        byte[] json = Records.bytes(Records.VALID.replace("}", more + "}"));

        assertThat(ignoring.decode(json, fields)).isTrue();
        assertThat(fields.timestamp).isEqualTo(1_741_789_800_000L);
        assertThat(decoder.decode(json, fields))
                .as("where they are a violation")
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ",",
                ",\"note\"",
                ",\"note\":",
                ",\"note\":01",
                ",\"note\":1.",
                ",\"note\":1e",
                ",\"note\":-",
                ",\"note\":truth",
                ",\"note\":tru",
                ",\"note\":\"a\\nb\"",
                ",\"note\":\"a\tb\"",
                ",\"note\":\"é\"",
                ",\"note\":{}",
                ",\"note\":[]",
                ",\"note\":1,\"note\":2",
                ",\"value\":1",
                ",\"note\": 1",
                "}"
            })
    void shouldLeaveOtherFieldsToTheStrictDecoder(String more) {
        assertThat(ignoring.decode(Records.bytes(Records.VALID.replace("}", more + "}")), fields))
                .isFalse();
    }

    @Test
    void shouldReadPastSixteenFieldsAndNotOneMore() {
        String sixteen =
                IntStream.range(0, 16).mapToObj(i -> ",\"f" + i + "\":" + i).collect(Collectors.joining());

        assertThat(ignoring.decode(Records.bytes(Records.VALID.replace("}", sixteen + "}")), fields))
                .isTrue();
        assertThat(ignoring.decode(Records.bytes(Records.VALID.replace("}", sixteen + ",\"f\":0}")), fields))
                .isFalse();
    }

    @Test
    void shouldReadAMetricOf128CharactersAndNotOneMore() {
        assertThat(decoder.decode(Records.with("metric", '"' + "m".repeat(128) + '"'), fields))
                .isTrue();
        assertThat(decoder.decode(Records.with("metric", '"' + "m".repeat(129) + '"'), fields))
                .isFalse();
    }

    @Test
    void shouldReadTheNextDayAfterOneThatItRemembers() {
        assertThat(decoder.decode(Records.with("timestamp", "\"2025-03-12T00:00:00Z\""), fields))
                .isTrue();
        assertThat(decoder.decode(Records.with("timestamp", "\"2025-03-13T00:00:00Z\""), fields))
                .isTrue();
        assertThat(fields.timestamp)
                .isEqualTo(Instant.parse("2025-03-13T00:00:00Z").toEpochMilli());
        assertThat(decoder.decode(Records.with("timestamp", "\"2026-03-13T00:00:00Z\""), fields))
                .isTrue();
        assertThat(fields.timestamp)
                .isEqualTo(Instant.parse("2026-03-13T00:00:00Z").toEpochMilli());
    }

    @Test
    void shouldReadARecordAmongOtherBytes() {
        byte[] bytes = Records.bytes("xx" + Records.VALID + "yyy");

        assertThat(decoder.decode(bytes, 2, bytes.length - 3, fields)).isTrue();
        assertThat(decoder.decode(bytes, 2, bytes.length - 2, fields)).isFalse();
        assertThat(decoder.decode(bytes, 2, bytes.length - 4, fields)).isFalse();
        assertThat(decoder.decode(bytes, 1, bytes.length - 3, fields)).isFalse();
        assertThat(decoder.decode(bytes, 3, bytes.length - 3, fields)).isFalse();
    }

    @Test
    void shouldNotReadPastTheEndOfARecordCutShort() {
        byte[] valid = Records.bytes(Records.VALID.replace("}", ",\"note\":\"a long one\",\"battery\":-81.5e-7}"));
        for (int length = 0; length < valid.length; length++) {
            byte[] cut = Arrays.copyOf(valid, length);
            assertThat(ignoring.decode(cut, fields)).as("%d bytes", length).isFalse();
        }
        assertNoBeginningIsRecognisedWhenClosed(Records.with("metric", '"' + "m".repeat(128) + '"'));
        assertNoBeginningIsRecognisedWhenClosed(Records.with("value", "-0.0000000123456789012345"));
    }

    private void assertNoBeginningIsRecognisedWhenClosed(byte[] longer) {
        for (int length = 0; length < longer.length - 2; length++) {
            byte[] closedEarly = Arrays.copyOf(longer, length + 2);
            closedEarly[length] = '"';
            closedEarly[length + 1] = '}';
            assertThat(decoder.decode(closedEarly, fields))
                    .as("%d bytes", length)
                    .isFalse();
        }
    }

    @Test
    void shouldLeaveWhatIsTooLargeToTheStrictDecoder() {
        byte[] json = Records.bytes(Records.VALID);

        assertThat(new FastReadingDecoder(json.length, true).decode(json, fields))
                .isTrue();
        assertThat(new FastReadingDecoder(json.length - 1, true).decode(json, fields))
                .isFalse();
    }

    @Test
    void shouldAllocateNothingOnceItKnowsTheMetrics() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        byte[][] records = new byte[500][];
        for (int i = 0; i < records.length; i++) {
            records[i] = Records.with("metric", "\"metric_" + i % 50 + '"');
        }
        decodeAll(records);
        long before = threads.getCurrentThreadAllocatedBytes();

        for (int i = 0; i < 100; i++) {
            decodeAll(records);
        }

        assertThat(threads.getCurrentThreadAllocatedBytes() - before)
                .as("bytes allocated for 50,000 readings")
                .isLessThan(50_000);
    }

    private void decodeAll(byte[][] records) {
        for (byte[] json : records) {
            if (!decoder.decode(json, fields)) {
                throw new AssertionError("not recognised");
            }
        }
    }
}

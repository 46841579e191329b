package io.meridian.app.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeadLetterParserTest {
    private final RecordHeaders headers = new RecordHeaders();

    @Test
    void shouldTellEverythingThatTheHeadersSay() {
        header("trace", "7");
        header("__streams.errors.topic", "telemetry.raw");
        header("__streams.errors.partition", "3");
        header("__streams.errors.offset", "8589934592");
        header("__streams.errors.exception", "java.lang.IllegalStateException");
        header("__streams.errors.stacktrace", "at …");
        header("meridian.error.code", "WRONG_TYPE");
        header(
                "meridian.errors",
                "[{\"code\":\"WRONG_TYPE\",\"field\":\"value\",\"message\":\"m\"},"
                        + "{\"code\":\"LATE\",\"more\":[1],\"field\":\"timestamp\",\"message\":\"n\"}]");
        header("meridian.late.window.start", "2025-03-12T14:30:00Z");
        header("meridian.late.window.end", "2025-03-12T14:31:00Z");
        header("meridian.late.by.ms", "17");
        header("meridian.dlq.attempt", "2");

        DeadLetter letter = parse("key", "{\"metric\":{\"device_id\":\"d-1\"},\"device_id\":\"d-0042\"}");

        assertThat(letter.origin()).contains(new Origin("telemetry.raw", 3, 8_589_934_592L));
        assertThat(letter.faults())
                .containsExactly(new Fault("WRONG_TYPE", "value", "m"), new Fault("LATE", "timestamp", "n"));
        assertThat(letter.late()).contains(new Late("2025-03-12T14:30:00Z", "2025-03-12T14:31:00Z", "17"));
        assertThat(letter.attempt()).isEqualTo(2);
        assertThat(letter.exception()).isPresent();
        assertThat(letter.device()).contains("d-0042");
        assertThat(letter.headers()).extracting(Header::key).containsExactly("trace");
        assertThat(letter.place()).isEqualTo(new Place(1, 99));
    }

    @Test
    void shouldMakeTheBestOfARecordThatIsNoDeadLetter() {
        header("meridian.errors", "[{\"code\":");
        header("meridian.dlq.attempt", "many");
        header("__streams.errors.partition", "-1");

        DeadLetter letter = parse(null, null);

        assertThat(letter.code()).isEqualTo("UNKNOWN");
        assertThat(letter.origin()).isEmpty();
        assertThat(letter.attempt()).isZero();
        assertThat(letter.device()).isEmpty();
    }

    @Test
    void shouldFallBackOnTheFirstFaultWhereTheListCannotBeRead() {
        header("meridian.errors", "[{");
        header("meridian.error.code", "LATE");
        header("meridian.error.field", "timestamp");
        header("__streams.errors.message", "m");

        assertThat(parse(null, "x").faults()).containsExactly(new Fault("LATE", "timestamp", "m"));
    }

    @ParameterizedTest
    @CsvSource({
        "k, '{\"device_id\":\"\\u001b[2J\"}', '\u001b[2J'",
        "d-0001, 'no json', d-0001",
        "d-0001, '{\"device_id\":17}', d-0001",
        "other, '{\"device_id\":17}', ",
        "d-0001, '{\"value\":[1,{\"device_id\":\"d-0002\"}]', d-0001"
    })
    void shouldFindWhoseItIs(String key, String value, @Nullable String device) {
        assertThat(parse(key, value).device()).isEqualTo(Optional.ofNullable(device));
    }

    @Test
    void shouldShowBytesAsTextWhereTheyAreAndLeaveNothingForATerminalToObey() {
        header("\u001b[31m", "\u202e\u009b2J\n\u007f");
        String text = DeadLetterJson.line(parse("grüße", "a\u001b]0;x\u0007"));
        String binary = DeadLetterJson.line(parse(null, "\u0000a"));

        assertThat(text).matches("[ -~]*").contains("\"text\":\"gr\\u00FC\\u00DFe\"", "\\u001B]0;x\\u0007", "\\u007f");
        assertThat(binary).contains("\"key\":null", "\"payload\":{\"base64\":\"AGE=\"}");
    }

    private void header(String name, String value) {
        headers.add(name, value.getBytes(UTF_8));
    }

    private DeadLetter parse(@Nullable String key, @Nullable String value) {
        return DeadLetterParser.parse(new ConsumerRecord<>(
                "dlq",
                1,
                99,
                5,
                TimestampType.CREATE_TIME,
                -1,
                -1,
                key == null ? null : key.getBytes(UTF_8),
                value == null ? null : value.getBytes(UTF_8),
                headers,
                Optional.empty()));
    }
}

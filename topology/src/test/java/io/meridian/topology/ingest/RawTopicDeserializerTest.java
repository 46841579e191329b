package io.meridian.topology.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.meridian.reading.FastReadingDecoder;
import java.nio.ByteBuffer;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RawTopicDeserializerTest {
    private static final byte[] READING =
            "{\"device_id\":\"d-8842\",\"metric\":\"cpu_load\",\"value\":78.4,\"timestamp\":\"2025-03-12T14:30:00Z\"}"
                    .getBytes(UTF_8);

    private final RawTopicDeserializer values = new RawTopicDeserializer("raw", new FastReadingDecoder(200, true));

    @Test
    void shouldDecodeAReadingWhereItLies() {
        byte[] fetched = new byte[READING.length + 9];
        System.arraycopy(READING, 0, fetched, 4, READING.length);
        ByteBuffer value = ByteBuffer.wrap(fetched, 4, READING.length);

        for (ByteBuffer same : new ByteBuffer[] {value, value.slice(), value.asReadOnlyBuffer()}) {
            RawValue read = raw(same);

            assertThat(read.isRecognised()).isTrue();
            assertThat(read.device).isEqualTo(8842);
            assertThat(read.metric).isEqualTo("cpu_load");
            assertThat(read.value).isEqualTo(78.4);
            assertThat(read.timestamp).isEqualTo(1_741_789_800_000L);
            assertThat(read.toBytes()).isEqualTo(READING);
        }
    }

    @Test
    void shouldKeepWhatItDoesNotRecognise() {
        for (String other : new String[] {"", "{", "no reading, but as long as one could be".repeat(6)}) {
            RawValue read = raw(ByteBuffer.wrap(other.getBytes(UTF_8)));

            assertThat(read.isRecognised()).as(other).isFalse();
            assertThat(new String(read.toBytes(), UTF_8)).isEqualTo(other);
        }
    }

    @Test
    void shouldLeaveAReadingPastTheLimitToTheStrictDecoder() {
        RawTopicDeserializer strictest =
                new RawTopicDeserializer("raw", new FastReadingDecoder(READING.length - 1, true));

        assertThat(strictest.deserialize("raw", new RecordHeaders(), ByteBuffer.wrap(READING)))
                .asInstanceOf(type(RawValue.class))
                .returns(false, RawValue::isRecognised);
    }

    @Test
    void shouldGiveTheBytesOfOtherTopicsAndNothingForNothing() {
        assertThat(deserialized("partials", ByteBuffer.wrap(READING))).isEqualTo(READING);
        assertThat(deserialized("raw", null)).isNull();
        assertThat(deserialized("partials", null)).isNull();
    }

    private RawValue raw(ByteBuffer value) {
        return (RawValue) requireNonNull(deserialized("raw", value));
    }

    private @Nullable Object deserialized(String topic, @Nullable ByteBuffer value) {
        return values.deserialize(topic, new RecordHeaders(), value);
    }
}

package io.meridian.topology.closing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.meridian.topology.aggregate.Series;
import io.meridian.topology.aggregate.WindowAggregate;
import io.meridian.topology.flow.Partial;
import io.meridian.topology.flow.PartialsSerde;
import io.meridian.topology.flow.WatermarkMark;
import java.util.Arrays;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;

/** What lies in stores and between the stages, cut off. */
class StoredFormsTest {
    private static final Series SERIES = new Series("us", "cpu_load");
    private static final long TIME = 1_741_789_800_000L;

    @Test
    void shouldReadWhatWasWrittenAndRefuseWhatEndsEarly() {
        check(Stores.windowKeys(), new WindowKey(SERIES, TIME), Long.BYTES);
        check(Stores.orderKeys(), new OrderKey(Status.FINAL, TIME, SERIES), 1 + Long.BYTES + 3);
        check(Stores.partitionTimes(), new PartitionTime(TIME, true), 1 + Long.BYTES);
        check(new PartialsSerde(), new WatermarkMark(3, TIME, true), 14);
    }

    @Test
    void shouldRefuseEachTruncationOfAnAggregate() {
        WindowAggregate aggregate = new WindowAggregate();
        aggregate.add(8842, 78.4, 7);
        byte[] state = Stores.windowStates().serializer().serialize("", new WindowState(Status.OPEN, 1, aggregate));
        byte[] partial = new PartialsSerde().serializer().serialize("", new Partial(SERIES, TIME, aggregate));

        refuseShorter(Stores.windowStates(), state, state.length);
        refuseShorter(new PartialsSerde(), partial, partial.length);
    }

    private static <T> void check(Serde<T> serde, T value, int least) {
        byte[] bytes = serde.serializer().serialize("", value);
        assertThat(serde.deserializer().deserialize("", bytes)).isEqualTo(value);
        refuseShorter(serde, bytes, least);
    }

    private static <T> void refuseShorter(Serde<T> serde, byte[] bytes, int least) {
        for (int length = 0; length < least; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> serde.deserializer().deserialize("", cut))
                    .withMessageContaining("expected");
        }
    }
}

package io.meridian.topology.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AggregateCodecTest {
    @ParameterizedTest
    @EnumSource
    void shouldReadBackWhatItWrote(Shape shape) {
        for (int size : new int[] {0, 1, 16, 17, 64, 65, 5_000}) {
            WindowAggregate written = aggregate(shape, size, 10_000);
            byte[] bytes = written.encode();
            WindowAggregate read = WindowAggregate.decode(ByteBuffer.wrap(bytes));
            assertThat(read.encode()).isEqualTo(bytes);
            for (int i = 0; i < 100; i++) {
                written.add(i, i, 9);
                read.add(i, i, 9);
            }
            assertThat(read.encode()).as("both go on alike").isEqualTo(written.encode());
        }
    }

    /** What was read is kept as it is written for as long as it is only asked, and merged from there. */
    @ParameterizedTest
    @EnumSource
    void shouldAnswerAndMergeFromTheBytesWhatItWouldWithoutThem(Shape shape) {
        for (int size : new int[] {17, 300, 5_000}) {
            WindowAggregate written = aggregate(shape, size, 10_000);
            byte[] bytes = written.encode();
            WindowAggregate read = WindowAggregate.decode(ByteBuffer.wrap(bytes));
            for (double q = 0; q <= 1; q += 0.01) {
                assertThat(read.quantile(q)).as("quantile %s", q).isEqualTo(written.quantile(q));
            }
            assertThat(read.devices()).isEqualTo(written.devices());

            WindowAggregate other = aggregate(Shape.PERCENT, 100, 50);
            // To write an aggregate sums it up; before, the last digits of a merged deviation are others.
            byte[] otherBytes = other.encode();
            written.merge(other);
            read.merge(WindowAggregate.decode(ByteBuffer.wrap(otherBytes)));
            assertThat(read.encode()).isEqualTo(written.encode());
            assertThat(read.quantile(0.5)).isEqualTo(written.quantile(0.5));
        }
    }

    @ParameterizedTest
    @CsvSource({"5", "500"})
    void shouldLeaveThePositionBehindIt(int size) {
        byte[] bytes = aggregate(Shape.PERCENT, size, 100).encode();
        ByteBuffer buffer = ByteBuffer.allocateDirect(bytes.length + 10)
                .order(ByteOrder.LITTLE_ENDIAN)
                .position(3)
                .put(bytes)
                .position(3)
                .asReadOnlyBuffer()
                .order(ByteOrder.LITTLE_ENDIAN);
        assertThat(WindowAggregate.decode(buffer).count()).isEqualTo(size);
        assertThat(buffer.position()).isEqualTo(3 + bytes.length);
        assertThat(buffer.order()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
    }

    @Test
    void shouldLeaveThePositionWhereItWasWhenItRefuses() {
        byte[] bytes = aggregate(Shape.PERCENT, 500, 100).encode();
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, bytes.length - 1);
        assertThatIllegalArgumentException().isThrownBy(() -> WindowAggregate.decode(buffer));
        assertThat(buffer.position()).isZero();
    }

    @Test
    void shouldNameAFormatItDoesNotKnow() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WindowAggregate.decode(ByteBuffer.wrap(new byte[] {7, 0, 0})))
                .withMessageContaining("expected 1 or 2 but found 7");
    }

    /** State stores and changelogs hold these bytes. A change that breaks this needs a new format number beside the old one. */
    @Test
    void shouldWriteReadingsAsEverBefore() {
        WindowAggregate aggregate = new WindowAggregate();
        aggregate.add(8842, 78.4, 7);
        aggregate.add(1, -0.5, 6);
        assertGolden(aggregate, "0107028a45405399999999999a01bfe0000000000000");
    }

    /** See {@link #shouldWriteReadingsAsEverBefore}. */
    @Test
    void shouldWriteASummaryAsEverBefore() {
        WindowAggregate aggregate = new WindowAggregate();
        for (int i = 0; i < 100; i++) {
            aggregate.add(i < 90 ? 2_000 + i : 7 * i, i < 40 ? 20 : i < 60 ? 0 : i < 99 ? 78.4 : -40, 300);
        }
        assertGolden(
                aggregate,
                "02ac02" + "6440add33333333334bd4c00000000000040fb3d72474538f0c044000000000000405399999999999a"
                        + "14019ba1020248f7a002508d014e"
                        + "373b30000001000063000b00760200007d020000840200008b0200009202000099020000a0020000a70200"
                        + "00ae020000b5020000d0075900");
    }

    private static void assertGolden(WindowAggregate aggregate, String golden) {
        assertThat(HexFormat.of().formatHex(aggregate.encode())).isEqualTo(golden);
        WindowAggregate read =
                WindowAggregate.decode(ByteBuffer.wrap(HexFormat.of().parseHex(golden)));
        assertThat(read.sum()).isEqualTo(aggregate.sum());
        assertThat(read.quantile(0.9)).isEqualTo(aggregate.quantile(0.9));
        assertThat(read.devices()).isEqualTo(aggregate.devices());
        assertThat(read.generation()).isEqualTo(aggregate.generation());
    }

    @ParameterizedTest
    @CsvSource({"1, 13", "16, 165", "17, 100", "100, 170", "1000, 310", "10000, 500", "1000000, 1050"})
    void shouldStayCompact(int readings, int bytes) {
        // One device, so that the devices take next to nothing.
        assertThat(aggregate(Shape.PERCENT, readings, 1).encode().length).isLessThanOrEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource({"200, 900", "2000, 2500", "20000, 600"})
    void shouldStayCompactWithTheDevicesOfARegion(int readings, int bytes) {
        assertThat(aggregate(Shape.PERCENT, readings, 2_000).encode().length).isLessThanOrEqualTo(bytes);
    }

    static WindowAggregate aggregate(Shape shape, int size, int devices) {
        Random random = new Random(size);
        WindowAggregate aggregate = new WindowAggregate();
        for (int i = 0; i < size; i++) {
            aggregate.add(random.nextInt(devices), shape.next(random), i % 5);
        }
        return aggregate;
    }
}

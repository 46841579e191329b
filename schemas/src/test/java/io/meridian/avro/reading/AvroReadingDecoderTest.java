package io.meridian.avro.reading;

import static io.meridian.reading.RejectCode.INVALID_DEVICE_ID;
import static io.meridian.reading.RejectCode.INVALID_METRIC;
import static io.meridian.reading.RejectCode.INVALID_TIMESTAMP;
import static io.meridian.reading.RejectCode.OUT_OF_RANGE;
import static io.meridian.reading.RejectCode.UNKNOWN_SCHEMA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.meridian.avro.Reading;
import io.meridian.reading.DecodedFields;
import io.meridian.reading.RejectCode;
import io.meridian.reading.Violation;
import io.meridian.registry.FakeRegistry;
import io.meridian.registry.Fault;
import io.meridian.registry.RegistryConfig;
import io.meridian.registry.RegistryUnavailableException;
import io.meridian.registry.SchemaRegistryClient;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AvroReadingDecoderTest {
    private static final long TIME = 1_741_789_800_000L;

    private final FakeRegistry registry = new FakeRegistry();
    private final AvroReadings readings = new AvroReadingDecoder(new SchemaRegistryClient(registry.config()));

    @BeforeEach
    void register() {
        registry.put(1, Reading.getClassSchema().toString());
    }

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void shouldDecodeAReading() {
        assertThat(readings.decode(reading("d-8842", "cpu_load", 78.4, TIME)))
                .isEqualTo(new DecodedFields(
                        OptionalInt.of(8842),
                        Optional.of("cpu_load"),
                        OptionalDouble.of(78.4),
                        OptionalLong.of(TIME),
                        List.of()));
    }

    @Test
    void shouldAskForASchemaOnce() {
        readings.decode(reading("d-0001", "a", 1, TIME));
        readings.decode(reading("d-0002", "b", 2, TIME));

        assertThat(registry.requests()).containsExactly("GET /schemas/ids/1");
    }

    @Test
    void shouldNotCarryOneReadingIntoTheNext() {
        readings.decode(reading("d-8842", "a rather long name", 78.4, TIME));

        assertThat(readings.decode(reading("d-0001", "x", 1, 5)).metric()).contains("x");
        assertThat(readings.decode(Arrays.copyOf(reading("d-0001", "x", 1, 5), 12))
                        .metric())
                .isEmpty();
        assertThat(readings.decode(reading("d-0002", "xyz", 2, 6)))
                .isEqualTo(new DecodedFields(
                        OptionalInt.of(2), Optional.of("xyz"), OptionalDouble.of(2), OptionalLong.of(6), List.of()));
    }

    @Test
    void shouldNameAllViolationsOfARecord() {
        DecodedFields fields = readings.decode(reading("d-12345", " ", Double.NaN, -1));

        assertThat(codes(fields)).containsExactly(INVALID_DEVICE_ID, INVALID_METRIC, OUT_OF_RANGE, INVALID_TIMESTAMP);
        assertThat(fields.violations())
                .extracting(Violation::field)
                .containsExactly("device_id", "metric", "value", "timestamp");
        assertThat(fields.device()).isEmpty();
        assertThat(fields.metric()).isEmpty();
        assertThat(fields.value()).isEmpty();
        assertThat(fields.timestamp()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "d-123", "D-1234", "d-１２３４", "d-1234\n", " d-1234"})
    void shouldRejectWhatIsNoDevice(String device) {
        assertThat(codes(readings.decode(reading(device, "m", 1, TIME)))).containsExactly(INVALID_DEVICE_ID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\nb", "a\u0000"})
    void shouldRejectWhatIsNoMetric(String metric) {
        assertThat(codes(readings.decode(reading("d-1234", metric, 1, TIME)))).containsExactly(INVALID_METRIC);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void shouldRejectValuesThatAreNotFinite(double value) {
        assertThat(codes(readings.decode(reading("d-1234", "m", value, TIME)))).containsExactly(OUT_OF_RANGE);
    }

    @Test
    void shouldKnowOneZeroAsTheJsonFormDoes() {
        assertThat(readings.decode(reading("d-1234", "m", -0.0, TIME)).value()).isEqualTo(OptionalDouble.of(0.0));
    }

    @ParameterizedTest
    @CsvSource({"0,true", "253402300799999,true", "-1,false", "253402300800000,false", "9223372036854775807,false"})
    void shouldTakeTimesOfTheYears1970To9999(long timestamp, boolean valid) {
        DecodedFields fields = readings.decode(reading("d-1234", "m", 1, timestamp));

        assertThat(fields.timestamp().isPresent()).isEqualTo(valid);
        assertThat(codes(fields)).isEqualTo(valid ? List.of() : List.of(INVALID_TIMESTAMP));
    }

    @Test
    void shouldRejectAnIdThatTheRegistryDoesNotKnowUntilItDoes() {
        AvroReadings readings = new AvroReadingDecoder(new SchemaRegistryClient(RegistryConfig.from(
                Map.of(RegistryConfig.URL, registry.url().toString(), RegistryConfig.MISSING_TTL_SEC, 0))));
        byte[] framed =
                Framed.with(99).text("d-1234").text("m").number(1).whole(TIME).bytes();

        assertThat(readings.decode(framed).violations()).singleElement().satisfies(violation -> {
            assertThat(violation.code()).isEqualTo(UNKNOWN_SCHEMA);
            assertThat(violation.field()).isEmpty();
            assertThat(violation.message()).contains("schema id 99 is unknown");
        });

        registry.put(99, Reading.getClassSchema().toString());

        assertThat(readings.decode(framed).violations()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void shouldRejectWhatIsTooShortForAnId(int length) {
        assertThat(codes(readings.decode(new byte[length]))).containsExactly(UNKNOWN_SCHEMA);
        assertThat(registry.requests()).isEmpty();
    }

    @Test
    void shouldRejectEveryPartOfARecordAndAnythingAfterIt() {
        byte[] whole = reading("d-1234", "m", 1, TIME);

        for (int length = 5; length < whole.length; length++) {
            assertThat(codes(readings.decode(Arrays.copyOf(whole, length)))).containsExactly(UNKNOWN_SCHEMA);
        }
        assertThat(codes(readings.decode(Arrays.copyOf(whole, whole.length + 1))))
                .containsExactly(UNKNOWN_SCHEMA);
        assertThat(codes(readings.decode(whole))).isEmpty();
    }

    @Test
    void shouldRejectTextThatIsNotUtf8() {
        byte[] whole = reading("d-1234", "mm", 1, TIME);
        whole[13] = (byte) 0xc0;

        assertThat(codes(readings.decode(whole))).containsExactly(UNKNOWN_SCHEMA);
    }

    @Test
    void shouldBlameTheRegistryThatDoesNotAnswer() {
        byte[] framed = reading("d-1234", "m", 1, TIME);
        registry.fail(Fault.INTERNAL_ERROR);

        assertThatExceptionOfType(RegistryUnavailableException.class).isThrownBy(() -> readings.decode(framed));

        registry.heal();

        assertThat(readings.decode(framed).violations()).isEmpty();

        registry.close();

        assertThat(readings.decode(framed).violations()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void shouldNeverBlameTheRecordForAFaultOfTheRegistry(Fault fault) {
        AvroReadings impatient = new AvroReadingDecoder(new SchemaRegistryClient(registry.impatientConfig()));
        registry.fail(fault);

        assertThatExceptionOfType(RegistryUnavailableException.class)
                .isThrownBy(() -> impatient.decode(reading("d-1234", "m", 1, TIME)));
    }

    @Test
    void shouldAnswerAnyBytesWithFieldsOrViolations() {
        Random random = new Random(20250312);
        byte[] whole = reading("d-1234", "metric", 1, TIME);
        for (int i = 0; i < 20_000; i++) {
            byte[] bent = Arrays.copyOf(whole, 5 + random.nextInt(whole.length));
            for (int j = random.nextInt(4); j >= 0 && bent.length > 5; j--) {
                bent[5 + random.nextInt(bent.length - 5)] = (byte) random.nextInt();
            }
            DecodedFields fields = readings.decode(bent);
            boolean complete = fields.device().isPresent()
                    && fields.metric().isPresent()
                    && fields.value().isPresent()
                    && fields.timestamp().isPresent();
            assertThat(fields.violations().isEmpty()).isEqualTo(complete);
        }
    }

    /** Nulls have no bytes, so that nothing but their number bounds how long it takes to pass over them. */
    @Test
    @Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void shouldNotGoThroughMoreItemsThanAnybodyCouldHaveWritten() {
        String ours = Reading.getClassSchema().toString();
        registry.put(
                2,
                ours.substring(0, ours.lastIndexOf("]}"))
                        + ",{\"name\":\"nothing\",\"type\":{\"type\":\"array\",\"items\":\"null\"}}]}");

        for (long count : new long[] {Long.MAX_VALUE, 1L << 40, 2_000_000}) {
            assertThat(codes(readings.decode(withNulls(count)))).containsExactly(UNKNOWN_SCHEMA);
        }
        assertThat(codes(readings.decode(withNulls(1_000)))).isEmpty();
    }

    private static byte[] withNulls(long count) {
        return Framed.with(2)
                .text("d-1234")
                .text("m")
                .number(1)
                .whole(TIME)
                .whole(count)
                .whole(0)
                .bytes();
    }

    private static byte[] reading(String device, String metric, double value, long timestamp) {
        return Framed.with(1)
                .text(device)
                .text(metric)
                .number(value)
                .whole(timestamp)
                .bytes();
    }

    private static List<RejectCode> codes(DecodedFields fields) {
        return fields.violations().stream().map(Violation::code).toList();
    }
}

package io.meridian.avro.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.meridian.reading.DecodedFields;
import io.meridian.reading.RejectCode;
import io.meridian.reading.Violation;
import io.meridian.registry.FakeRegistry;
import io.meridian.registry.SchemaRegistryClient;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Readings of producers whose schema is not ours. */
class ProjectionTest {
    private static final long TIME = 1_741_789_800_000L;
    private static final DecodedFields EXPECTED = new DecodedFields(
            OptionalInt.of(1234), Optional.of("m"), OptionalDouble.of(7), OptionalLong.of(TIME), List.of());

    private final FakeRegistry registry = new FakeRegistry();
    private final AvroReadings readings = new AvroReadingDecoder(new SchemaRegistryClient(registry.config()));

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void shouldSkipFieldsThatAreNotOurs() {
        registry.put(1, record("""
                {"name":"site","type":"string"},
                {"name":"device_id","type":"string"},{"name":"metric","type":"string"},
                {"name":"tags","type":{"type":"array","items":"string"}},
                {"name":"value","type":"double"},
                {"name":"timestamp","type":{"type":"long","logicalType":"timestamp-millis"}},
                {"name":"firmware","type":["null","string"],"default":null}"""));

        byte[] framed = Framed.with(1)
                .text("Berlin")
                .text("d-1234")
                .text("m")
                .whole(2)
                .text("a")
                .text("b")
                .whole(0)
                .number(7)
                .whole(TIME)
                .whole(1)
                .text("1.0")
                .bytes();

        assertThat(readings.decode(framed)).isEqualTo(EXPECTED);
        assertThat(readings.decode(framed)).isEqualTo(EXPECTED);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 60_000})
    void shouldSkipWhatRefersToItselfHoweverDeep(int depth) {
        registry.put(1, record("""
                {"name":"chain","type":["null",{"type":"record","name":"Link","fields":[
                    {"name":"next","type":["null","Link"]}]}]},
                {"name":"device_id","type":"string"},{"name":"metric","type":"string"},
                {"name":"value","type":"double"},{"name":"timestamp","type":"long"}"""));
        Framed framed = Framed.with(1);
        for (int i = 0; i < depth; i++) {
            framed.whole(1);
        }

        framed.whole(0).text("d-1234").text("m").number(7).whole(TIME);

        assertThat(readings.decode(framed.bytes())).isEqualTo(EXPECTED);
    }

    @Test
    void shouldFollowTheWritersOrder() {
        registry.put(1, fields("timestamp:long", "value:double", "metric:string", "device_id:string"));

        byte[] framed =
                Framed.with(1).whole(TIME).number(7).text("m").text("d-1234").bytes();

        assertThat(readings.decode(framed)).isEqualTo(EXPECTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"int", "long"})
    void shouldTakeWholeNumbersForValues(String type) {
        registry.put(1, fields("device_id:string", "metric:string", "value:" + type, "timestamp:long"));

        byte[] framed =
                Framed.with(1).text("d-1234").text("m").whole(7).whole(TIME).bytes();

        assertThat(readings.decode(framed)).isEqualTo(EXPECTED);
    }

    @Test
    void shouldTakeABranchOfAUnionThatFitsAndRejectOneThatDoesNot() {
        registry.put(1, record("""
                {"name":"device_id","type":"string"},{"name":"metric","type":"string"},
                {"name":"value","type":["null","double"]},{"name":"timestamp","type":"long"}"""));
        Framed present = Framed.with(1).text("d-1234").text("m").whole(1).number(7);
        Framed absent = Framed.with(1).text("d-1234").text("m").whole(0);

        assertThat(readings.decode(present.whole(TIME).bytes())).isEqualTo(EXPECTED);
        assertRejected(absent.whole(TIME).bytes(), "null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"device_id", "metric", "value", "timestamp"})
    void shouldNameTheFieldThatTheWriterLacks(String missing) {
        registry.put(
                1,
                fields(List.of("device_id:string", "metric:string", "value:double", "timestamp:long").stream()
                        .filter(field -> !field.startsWith(missing))
                        .toArray(String[]::new)));

        assertRejected(Framed.with(1).bytes(), "missing required field " + missing);
    }

    @ParameterizedTest
    @CsvSource({"long,timestamp-micros", "long,timestamp-nanos", "long,local-timestamp-millis", "int,date"})
    void shouldNotTakeAnotherUnitForMilliseconds(String type, String unit) {
        String timestamp = "{\"type\":\"" + type + "\",\"logicalType\":\"" + unit + "\"}";
        for (String written : List.of(timestamp, "[\"null\"," + timestamp + "]")) {
            registry.put(
                    written.length(),
                    record("{\"name\":\"device_id\",\"type\":\"string\"},{\"name\":\"metric\",\"type\":\"string\"},"
                            + "{\"name\":\"value\",\"type\":\"double\"},{\"name\":\"timestamp\",\"type\":" + written
                            + "}"));
            Framed framed =
                    Framed.with(written.length()).text("d-1234").text("m").number(7);
            if (!written.equals(timestamp)) {
                framed.whole(1);
            }

            assertRejected(framed.whole(19_000).bytes(), unit);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"string\"", "{\"type\":\"map\",\"values\":\"long\"}", "[\"null\",\"string\"]"})
    void shouldRejectWhatIsNoRecord(String schema) {
        registry.put(1, schema);

        assertRejected(Framed.with(1).text("d-1234").bytes(), "schema id 1");
    }

    private void assertRejected(byte[] framed, String reason) {
        DecodedFields fields = readings.decode(framed);
        assertThat(fields.violations()).extracting(Violation::code).containsExactly(RejectCode.UNKNOWN_SCHEMA);
        assertThat(fields.violations().get(0).message()).contains(reason).doesNotContain("\n");
    }

    private static String fields(String... namesAndTypes) {
        return record(String.join(
                ",",
                List.of(namesAndTypes).stream()
                        .map(field -> field.split(":", -1))
                        .map(field -> "{\"name\":\"" + field[0] + "\",\"type\":\"" + field[1] + "\"}")
                        .toList()));
    }

    private static String record(String fields) {
        return "{\"type\":\"record\",\"name\":\"com.acme.Measurement\",\"fields\":[" + fields + "]}";
    }
}

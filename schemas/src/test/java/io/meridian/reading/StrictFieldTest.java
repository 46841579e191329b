package io.meridian.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of what one field may be, in a record that is good otherwise. */
class StrictFieldTest {
    private final StrictReadingDecoder decoder = new StrictReadingDecoder(65_536, false);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            device_id | "d-123"              | INVALID_DEVICE_ID device_id
            device_id | "d-12345"            | INVALID_DEVICE_ID device_id
            device_id | "d-１２３４"           | INVALID_DEVICE_ID device_id
            device_id | "d-\\uff11234"       | INVALID_DEVICE_ID device_id
            device_id | "d-٣٤٥٦"             | INVALID_DEVICE_ID device_id
            device_id | "d-1234\\n"          | INVALID_DEVICE_ID device_id
            device_id | "d-1234\\u0000"      | INVALID_DEVICE_ID device_id
            device_id | " d-1234"            | INVALID_DEVICE_ID device_id
            device_id | "d-1234 "            | INVALID_DEVICE_ID device_id
            device_id | "D-1234"             | INVALID_DEVICE_ID device_id
            device_id | "d1234"              | INVALID_DEVICE_ID device_id
            device_id | "d–1234"             | INVALID_DEVICE_ID device_id
            device_id | "d-12e4"             | INVALID_DEVICE_ID device_id
            device_id | "d-+123"             | INVALID_DEVICE_ID device_id
            device_id | "d-12:4"             | INVALID_DEVICE_ID device_id
            device_id | "d-12/4"             | INVALID_DEVICE_ID device_id
            device_id | "1234"               | INVALID_DEVICE_ID device_id
            device_id | ""                   | INVALID_DEVICE_ID device_id
            device_id | null                 | WRONG_TYPE device_id
            device_id | 1234                 | WRONG_TYPE device_id
            device_id | ["d-1234"]           | WRONG_TYPE device_id
            device_id | {"id":"d-1234"}      | WRONG_TYPE device_id
            metric    | ""                   | INVALID_METRIC metric
            metric    | " "                  | INVALID_METRIC metric
            metric    | "\\t"                | INVALID_METRIC metric
            metric    | "\\u00a0\\u3000"     | INVALID_METRIC metric
            metric    | "cpu\\nload"         | INVALID_METRIC metric
            metric    | "cpu\\u0000"         | INVALID_METRIC metric
            metric    | "cpu\\u001b[2J"      | INVALID_METRIC metric
            metric    | "cpu\\u007f"         | INVALID_METRIC metric
            metric    | "cpu\\u0085load"     | INVALID_METRIC metric
            metric    | null                 | WRONG_TYPE metric
            metric    | 17                   | WRONG_TYPE metric
            metric    | false                | WRONG_TYPE metric
            metric    | []                   | WRONG_TYPE metric
            value     | "78.4"               | WRONG_TYPE value
            value     | "NaN"                | WRONG_TYPE value
            value     | ""                   | WRONG_TYPE value
            value     | true                 | WRONG_TYPE value
            value     | false                | WRONG_TYPE value
            value     | null                 | WRONG_TYPE value
            value     | [78.4]               | WRONG_TYPE value
            value     | {"value":78.4}       | WRONG_TYPE value
            value     | 1e999                | OUT_OF_RANGE value
            value     | -1e999               | OUT_OF_RANGE value
            value     | 1.7976931348623159e308 | OUT_OF_RANGE value
            timestamp | 1741789800           | WRONG_TYPE timestamp
            timestamp | 1741789800000        | WRONG_TYPE timestamp
            timestamp | null                 | WRONG_TYPE timestamp
            timestamp | true                 | WRONG_TYPE timestamp
            timestamp | {}                   | WRONG_TYPE timestamp
            timestamp | ""                              | INVALID_TIMESTAMP timestamp
            timestamp | "1741789800000"                 | INVALID_TIMESTAMP timestamp
            timestamp | "2025-03-12"                    | INVALID_TIMESTAMP timestamp
            timestamp | "2025-03-12T14:30Z"             | INVALID_TIMESTAMP timestamp
            timestamp | "2025-03-12T14:30:00"           | INVALID_TIMESTAMP timestamp
            timestamp | "2024-02-30T14:30:00Z"          | INVALID_TIMESTAMP timestamp
            timestamp | "2025-02-29T14:30:00Z"          | INVALID_TIMESTAMP timestamp
            timestamp | "1900-02-29T14:30:00Z"          | INVALID_TIMESTAMP timestamp
            timestamp | "2025-06-31T14:30:00Z"          | INVALID_TIMESTAMP timestamp
            timestamp | "2025-13-01T14:30:00Z"          | INVALID_TIMESTAMP timestamp
            timestamp | "2025-00-01T14:30:00Z"          | INVALID_TIMESTAMP timestamp
            timestamp | "2025-03-00T14:30:00Z"          | INVALID_TIMESTAMP timestamp
            timestamp | "2025-03-12T24:00:00Z"          | INVALID_TIMESTAMP timestamp
            timestamp | "2025-03-12T14:60:00Z"          | INVALID_TIMESTAMP timestamp
            timestamp | "2016-12-31T23:59:60Z"          | INVALID_TIMESTAMP timestamp
            timestamp | "2025-03-12T14:30:00.Z"         | INVALID_TIMESTAMP timestamp
            timestamp | "2025-03-12T14:30:00.1234567890Z" | INVALID_TIMESTAMP timestamp
            timestamp | "2025-03-12T14:30:00,5Z"        | INVALID_TIMESTAMP timestamp
            timestamp | "2025-03-12T14:30:00+24:00"     | INVALID_TIMESTAMP timestamp
            timestamp | "2025-03-12T14:30:00+14:60"     | INVALID_TIMESTAMP timestamp
            timestamp | "2025-03-12T14:30:00+1400"      | INVALID_TIMESTAMP timestamp
            timestamp | "2025-03-12T14:30:00+14.00"     | INVALID_TIMESTAMP timestamp
            timestamp | "2025-03-12T14:30:00+14"        | INVALID_TIMESTAMP timestamp
            timestamp | "2025-03-12T14:30:00UTC"        | INVALID_TIMESTAMP timestamp
            timestamp | "2025-03-12T14:30:00Z\\n"       | INVALID_TIMESTAMP timestamp
            timestamp | " 2025-03-12T14:30:00Z"         | INVALID_TIMESTAMP timestamp
            timestamp | "2025-03-12  14:30:00Z"         | INVALID_TIMESTAMP timestamp
            timestamp | "2025-03-12_14:30:00Z"          | INVALID_TIMESTAMP timestamp
            timestamp | "2025-W11-3T14:30:00Z"          | INVALID_TIMESTAMP timestamp
            timestamp | "２０２５-03-12T14:30:00Z"        | INVALID_TIMESTAMP timestamp
            timestamp | "1969-12-31T23:59:59.999Z"      | INVALID_TIMESTAMP timestamp
            timestamp | "1970-01-01T00:00:00+00:01"     | INVALID_TIMESTAMP timestamp
            timestamp | "9999-12-31T23:59:59-00:01"     | INVALID_TIMESTAMP timestamp
            timestamp | "10000-01-01T00:00:00Z"         | INVALID_TIMESTAMP timestamp
            timestamp | "+2025-03-12T14:30:00Z"         | INVALID_TIMESTAMP timestamp
            """)
    void shouldReject(String field, String literal, String violations) {
        byte[] json = Records.with(field, literal);

        DecodedFields fields = decoder.decode(json);

        assertThat(Records.violations(fields)).isEqualTo(violations);
        assertThat(Records.violations(new StrictReadingDecoder(65_536, true).decode(json)))
                .isEqualTo(violations);
        assertThat(fields.reading()).isEmpty();
        Records.assertFastAgrees(json, fields);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            78.4                    | 78.4
            0                       | 0
            100                     | 100
            -40.0                   | -40
            1e2                     | 100
            1E+2                    | 100
            1.5e-3                  | 0.0015
            -0                      | 0
            -0.0                    | 0
            -0e7                    | 0
            -1e-999                 | 0
            100.00000000000001      | 100.00000000000001
            0.1234567890123456789   | 0.12345678901234568
            0.000000000000000000001 | 1e-21
            9007199254740993        | 9007199254740992
            999999999999999         | 999999999999999
            1.7976931348623157e308  | 1.7976931348623157e308
            5e-324                  | 4.9e-324
            """)
    void shouldReadAValue(String literal, double value) {
        DecodedFields fields = accepted("value", literal);

        assertThat(Double.doubleToRawLongBits(fields.value().orElseThrow()))
                .isEqualTo(Double.doubleToRawLongBits(value));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "2025-03-12T14:30:00Z"           | 2025-03-12T14:30:00Z
            "2025-03-12t14:30:00z"           | 2025-03-12T14:30:00Z
            "2025-03-12 14:30:00Z"           | 2025-03-12T14:30:00Z
            "2025-03-12T14:30:00.1Z"         | 2025-03-12T14:30:00.100Z
            "2025-03-12T14:30:00.123456789Z" | 2025-03-12T14:30:00.123Z
            "2025-03-12T14:30:00.000999999Z" | 2025-03-12T14:30:00Z
            "2025-03-12T14:30:00-00:00"      | 2025-03-12T14:30:00Z
            "2025-03-12T14:30:00+14:00"      | 2025-03-12T00:30:00Z
            "2025-03-12T14:30:00-23:59"      | 2025-03-13T14:29:00Z
            "2025-03-12T14:30:00\\u005a"     | 2025-03-12T14:30:00Z
            "2024-02-29T23:59:59.999Z"       | 2024-02-29T23:59:59.999Z
            "1970-01-01T00:00:00Z"           | 1970-01-01T00:00:00Z
            "1969-12-31T23:59:59-00:01"      | 1970-01-01T00:00:59Z
            "9999-12-31T23:59:59.999Z"       | 9999-12-31T23:59:59.999Z
            """)
    void shouldReadATimestamp(String literal, Instant moment) {
        assertThat(accepted("timestamp", literal).timestamp()).hasValue(moment.toEpochMilli());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "cpu_load"         | cpu_load
            "cpu\\u005fload"   | cpu_load
            "a \\"b\\" \\\\ c" | a "b" \\ c
            "a/b\\/c"          | a/b/c
            "température °C"   | température °C
            "\\ud83d\\ude00"   | 😀
            "😀"               | 😀
            "null"             | null
            """)
    void shouldReadAMetric(String literal, String metric) {
        assertThat(accepted("metric", literal).metric()).hasValue(metric);
    }

    @Test
    void shouldReadAMetricOf128CharactersAndNotOneMore() {
        String longest = "😀".repeat(127) + "m";

        assertThat(accepted("metric", '"' + longest + '"').metric()).hasValue(longest);
        assertThat(Records.violations(decoder.decode(Records.with("metric", "\"m" + longest + '"'))))
                .isEqualTo("INVALID_METRIC metric");
    }

    @ParameterizedTest
    @CsvSource({"\"d-0000\",0", "\"d-9999\",9999", "\"\\u0064-8842\",8842"})
    void shouldReadADevice(String literal, int device) {
        assertThat(accepted("device_id", literal).device()).hasValue(device);
    }

    private DecodedFields accepted(String field, String literal) {
        byte[] json = Records.with(field, literal);
        DecodedFields fields = decoder.decode(json);
        assertThat(Records.violations(fields)).isEmpty();
        assertThat(fields.reading()).isPresent();
        Records.assertFastAgrees(json, fields);
        return fields;
    }
}

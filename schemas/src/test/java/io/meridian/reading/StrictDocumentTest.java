package io.meridian.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of what a whole record may be. {@code +X} stands for the valid record with X as a first member. */
class StrictDocumentTest {
    private static final int MAX_BYTES = 65_536;

    private final StrictReadingDecoder decoder = new StrictReadingDecoder(MAX_BYTES, false);

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ‹›
            ‹20 09 0D 0A›
            ‹00›
            null
            true
            17
            "text"
            []
            [VALID]
            {
            }
            {]
            {"device_id"
            {"device_id":
            {"device_id":}
            {"device_id":"d-1234"
            {"device_id":"d-1234",}
            {"device_id":"d-1234" "metric":"m"}
            {"device_id":"d-1234";"metric":"m"}
            {"device_id"="d-1234"}
            {,"device_id":"d-1234"}
            {device_id:"d-1234"}
            {'device_id':'d-1234'}
            {"device_id":'d-1234'}
            VALID VALID
            VALID,
            VALID}
            VALIDx
            VALID‹00›
            VALID‹FF›
            VALID // done
            VALID /* done */
            VALID # done
            /* first */ VALID
            ‹EF BB BF›VALID
            VALID‹EF BB BF›
            ‹FE FF›VALID
            ‹7B 00 22 00 61 00 22 00 3A 00 31 00 7D 00›
            ‹00 7B 00 22 00 61 00 22 00 3A 00 31 00 7D›
            ‹C2 A0›VALID
            ‹0C›VALID
            +"x":NaN
            +"x":Infinity
            +"x":-Infinity
            +"x":+1
            +"x":01
            +"x":-01
            +"x":.5
            +"x":5.
            +"x":1e
            +"x":1e+
            +"x":0x10
            +"x":1_000
            +"x":１
            +"x":1 2
            +"x":-
            +"x":True
            +"x":nul
            +"x":nulll
            +"x":undefined
            +"x":[1,]
            +"x":[,1]
            +"x":[1 2]
            +"x":[1}
            +"x":{"y"}
            +"x":"a‹0A›b"
            +"x":"a‹09›b"
            +"x":"a‹00›b"
            +"x‹0A›":1
            +"x":"\\x41"
            +"x":"\\u12"
            +"x":"\\u12g4"
            +"x":"\\'"
            +"x":"‹C3 28›"
            +"x":"‹C3›"
            +"x":"‹A9›"
            +"x":"‹FF›"
            +"x":"‹C0 80›"
            +"x":"‹C1 81›"
            +"x":"‹E0 80 AF›"
            +"x":"‹F0 80 80 AF›"
            +"x":"‹ED A0 80›"
            +"x":"‹ED A0 BD ED B8 80›"
            +"x":"‹F4 90 80 80›"
            +"x":"‹F8 88 80 80 80›"
            +"x‹C3 28›":1
            +"x":{"y":["‹E9›"]}
            +"x":"\\ud800"
            +"x":"\\udc00"
            +"x":"\\ud83d "
            +"x":"\\ud83d\\ud83d\\ude00"
            +"x":"\\ude00\\ud83d"
            +"x":"\\ude00\\ude00"
            +"x\\ud800":1
            +"x":{"y\\udfff":1}
            +"x":{"y":["\\ud800"]}
            +"x":[[[[[[[[1]]]]]]]]
            +"x":[[[[[[[[]]]]]]]]
            +"x":{"2":{"3":{"4":{"5":{"6":{"7":{"8":{}}}}}}}}
            {"device_id":"d-\\ud800","metric":"m","value":1,"timestamp":"2025-03-12T14:30:00Z"}
            {"device_id":"x","metric":"","value":"1","timestamp":2} trailing
            """)
    void shouldRejectAsInvalidJsonAlone(String notation) {
        byte[] json = json(notation);

        DecodedFields fields = decoder.decode(json);

        assertThat(Records.violations(fields)).isEqualTo("INVALID_JSON");
        assertThat(fields.device()).isEmpty();
        assertThat(fields.violations().get(0).message()).hasSizeLessThan(300).doesNotContain("\n");
        Records.assertFastAgrees(json, fields);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ‹20 09 0D 0A›VALID‹20 09 0D 0A›
            { "timestamp" : "2025-03-12T14:30:00Z" , "value" : 78.4 , "metric" : "cpu_load" , "device_id" : "d-8842" }
            {"\\u0064evice_id":"d-8842","m\\u0065tric":"cpu_load","value":78.4,"timestamp":"2025-03-12T14:30:00Z"}
            +"x":null
            +"":""
            +"Value":"78.4"
            +"x":1e999
            +"x":123456789012345678901234567890123456789012345678901234567890
            +"x":{"y":1,"y":2,"value":3,"value":4}
            +"x":[{"value":"a"},[],{}]
            +"x":[[[[[[[1]]]]]]]
            +"x":{"2":{"3":{"4":{"5":{"6":{"7":{}}}}}}}
            +"x":"😀 \\ud83d\\ude00 ‹EF BF BF EF BB BF C2 80 7F›"
            +"x😀":true
            """)
    void shouldReadTheFourFields(String notation) {
        byte[] json = json(notation);

        DecodedFields fields = decoder.decode(json);

        assertThat(Records.violations(fields)).isEmpty();
        assertThat(fields.reading()).hasValue(new Reading("d-8842", "cpu_load", 78.4, 1_741_789_800_000L));
        Records.assertFastAgrees(json, fields);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                        | MISSING_FIELD device_id, MISSING_FIELD metric, MISSING_FIELD value, MISSING_FIELD timestamp
            {"value":1}               | MISSING_FIELD device_id, MISSING_FIELD metric, MISSING_FIELD timestamp
            {"timestamp":1,"value":1} | WRONG_TYPE timestamp, MISSING_FIELD device_id, MISSING_FIELD metric
            {"Device_id":"d-8842","metric":"m","value":1,"timestamp":"2025-03-12T14:30:00Z"} | MISSING_FIELD device_id
            {"device_id":"x","metric":" ","value":"1","timestamp":"now"} | INVALID_DEVICE_ID device_id, INVALID_METRIC metric, WRONG_TYPE value, INVALID_TIMESTAMP timestamp
            {"timestamp":null,"value":null,"metric":null,"device_id":null} | WRONG_TYPE timestamp, WRONG_TYPE value, WRONG_TYPE metric, WRONG_TYPE device_id
            +"value":78.4             | DUPLICATE_FIELD value
            +"v\\u0061lue":78.4       | DUPLICATE_FIELD value
            +"device_id":"x"          | INVALID_DEVICE_ID device_id, DUPLICATE_FIELD device_id
            +"metric":"m","metric":"n" | DUPLICATE_FIELD metric
            +"timestamp":{"a":[1]}    | WRONG_TYPE timestamp, DUPLICATE_FIELD timestamp
            +"x":1,"x":2,"x":3        | DUPLICATE_FIELD x
            +"x":1,"\\u0078":{"x":1}  | DUPLICATE_FIELD x
            +"\\n":1,"\\u000a":1      | DUPLICATE_FIELD \\u000a
            {"value":1,"value":2,"metric":7} | DUPLICATE_FIELD value, WRONG_TYPE metric, MISSING_FIELD device_id, MISSING_FIELD timestamp
            """)
    void shouldNameEveryViolationInTheOrderFound(String notation, String violations) {
        byte[] json = json(notation);

        DecodedFields fields = decoder.decode(json);

        assertThat(Records.violations(fields)).isEqualTo(violations);
        assertThat(fields.reading()).isEmpty();
        Records.assertFastAgrees(json, fields);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            +"unit":"percent"              | UNKNOWN_FIELD unit
            +"Value":1,"x":{"y":[1]}       | UNKNOWN_FIELD Value, UNKNOWN_FIELD x
            +"x":1,"x":2                   | UNKNOWN_FIELD x, DUPLICATE_FIELD x
            {"x":1,"value":"a"}            | UNKNOWN_FIELD x, WRONG_TYPE value, MISSING_FIELD device_id, MISSING_FIELD metric, MISSING_FIELD timestamp
            """)
    void shouldRejectUnknownFieldsWhereSettingsSaySo(String notation, String violations) {
        assertThat(Records.violations(new StrictReadingDecoder(MAX_BYTES, true).decode(json(notation))))
                .isEqualTo(violations);
    }

    @Test
    void shouldRejectARecordWithoutValue() {
        assertThat(Records.violations(decoder.decode(null))).isEqualTo("NULL_VALUE");
    }

    @Test
    void shouldRejectWhatIsTooLargeUnread() {
        String padding = " ".repeat(MAX_BYTES - Records.VALID.length());

        assertThat(Records.violations(decoder.decode(Records.bytes(Records.VALID + padding))))
                .isEmpty();
        assertThat(Records.violations(decoder.decode(Records.bytes(Records.VALID + padding + " "))))
                .isEqualTo("TOO_LARGE");
        assertThat(Records.violations(decoder.decode(new byte[70_000]))).isEqualTo("TOO_LARGE");
        assertThat(Records.violations(decoder.decode(json("+\"x\":\"" + "y".repeat(70_000) + '"'))))
                .isEqualTo("TOO_LARGE");
    }

    @Test
    void shouldTakeNamesStringsAndNumbersAsLongAsARecordMayBe() {
        String digits = "9".repeat(60_000);

        assertThat(Records.violations(decoder.decode(json("+\"" + digits + "\":1"))))
                .isEmpty();
        assertThat(Records.violations(decoder.decode(json("+\"x\":\"" + digits + '"'))))
                .isEmpty();
        assertThat(Records.violations(decoder.decode(json("+\"x\":" + digits)))).isEmpty();
        assertThat(Records.violations(decoder.decode(Records.with("value", digits))))
                .isEqualTo("OUT_OF_RANGE value");
        assertThat(decoder.decode(Records.with("value", "0." + digits)).value()).hasValue(1.0);
    }

    @Test
    void shouldSurviveNestingAsDeepAsARecordMayBe() {
        assertThat(Records.violations(decoder.decode(Records.bytes("[".repeat(MAX_BYTES)))))
                .isEqualTo("INVALID_JSON");
        assertThat(Records.violations(decoder.decode(Records.bytes("{\"a\":".repeat(10_000)))))
                .isEqualTo("INVALID_JSON");
    }

    @Test
    void shouldKeepTheFieldsThatAreValid() {
        DecodedFields fields = decoder.decode(Records.bytes(
                "{\"value\":7,\"metric\":\"m\",\"timestamp\":\"now\",\"device_id\":\"d-0001\",\"value\":8}"));

        assertThat(Records.violations(fields)).isEqualTo("INVALID_TIMESTAMP timestamp, DUPLICATE_FIELD value");
        assertThat(fields.device()).isEqualTo(OptionalInt.of(1));
        assertThat(fields.metric()).hasValue("m");
        assertThat(fields.value()).as("nobody can say which").isEqualTo(OptionalDouble.empty());
        assertThat(fields.timestamp()).isEmpty();
    }

    private static byte[] json(String notation) {
        return Records.bytes(
                notation.startsWith("+") ? '{' + notation.substring(1) + ',' + Records.VALID.substring(1) : notation);
    }
}

package io.meridian.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Records for the tables of the decoders' tests, and what the decoders say of them in short. */
final class Records {
    static final String VALID =
            "{'device_id':'d-8842','metric':'cpu_load','value':78.4,'timestamp':'2025-03-12T14:30:00Z'}"
                    .replace('\'', '"');

    private static final Pattern HEX = Pattern.compile("‹([0-9A-F ]*)›|[^‹]+");

    private Records() {}

    /** The valid record with another JSON literal for one field. */
    static byte[] with(String field, String literal) {
        String replaced = VALID.replaceFirst(
                "(\"" + field + "\":)(\"[^\"]*\"|[0-9.]+)", "$1" + Matcher.quoteReplacement(literal));
        assertThat(replaced).contains("\"" + field + "\":" + literal);
        return bytes(replaced);
    }

    /** UTF-8, save that {@code ‹C3 28›} stands for these very bytes and {@code VALID} for the valid record. */
    static byte[] bytes(String notation) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Matcher parts = HEX.matcher(notation.replace("VALID", VALID));
        while (parts.find()) {
            bytes.writeBytes(
                    parts.group(1) != null
                            ? HexFormat.ofDelimiter(" ").parseHex(parts.group(1))
                            : parts.group().getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    /** The violations as {@code CODE field, CODE field}, in their order. */
    static String violations(DecodedFields fields) {
        return fields.violations().stream()
                .map(violation -> (violation.code() + " " + violation.field()).strip())
                .collect(Collectors.joining(", "));
    }

    /** Holds the fast path to the strict decoder's answer. */
    static void assertFastAgrees(byte[] json, DecodedFields strict) {
        ReadingFields fast = new ReadingFields();
        if (new FastReadingDecoder().decode(json, fast)) {
            assertThat(violations(strict)).isEmpty();
            assertThat(fast.device).isEqualTo(strict.device().orElseThrow());
            assertThat(fast.metric).isEqualTo(strict.metric().orElseThrow());
            assertThat(Double.doubleToRawLongBits(fast.value))
                    .isEqualTo(Double.doubleToRawLongBits(strict.value().orElseThrow()));
            assertThat(fast.timestamp).isEqualTo(strict.timestamp().orElseThrow());
        }
    }
}

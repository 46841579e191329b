package io.meridian.reading;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Records made from a seed: canonical ones, ones that are nearly so, and either of them with bytes altered. */
final class GeneratedRecords {
    private static final List<String> DEVICES = List.of(
            "\"d-12345\"",
            "\"d-123\"",
            "\"D-1234\"",
            "\"d-１２３４\"",
            "\"d-12:4\"",
            "\"d-12/4\"",
            "\"\\u0064-1234\"",
            "null",
            "\"d-1234\"");
    private static final List<String> METRICS = List.of(
            "\"\"",
            "\" \"",
            "\"  \"",
            "\" m\"",
            "\"a\\\"b\"",
            "\"a\\\\\"",
            "\"\\u0061\"",
            "\"é\"",
            "\"a\tb\"",
            "\"a\u007f\"",
            "\"~ !#\"",
            '"' + "m".repeat(128) + '"',
            '"' + "m".repeat(129) + '"',
            '"' + " ".repeat(128) + '"',
            "17");
    private static final List<String> VALUES = List.of(
            "-0",
            "0.0",
            "-0.000",
            "00",
            "01",
            "-01",
            "-",
            "",
            ".5",
            "5.",
            "-.5",
            "+1",
            "1e2",
            "1E-2",
            "1e999",
            "0x1",
            "1 ",
            " 1",
            "١",
            "999999999999999",
            "9999999999999999",
            "99999999999999999999999999",
            "0.999999999999999",
            "0.9999999999999999",
            "100.000000000001",
            "100.00000000000001",
            "123456789.987654321",
            "0.0000000000000000000001",
            "0.00000000000000000000001",
            "1.0000000000000000000000",
            "1.00000000000000000000000",
            "\"1\"",
            "1.2.3",
            "1-2",
            "--1",
            "1,5");
    private static final List<String> TIMESTAMPS = List.of(
            "2024-02-29T23:59:59Z",
            "2024-02-30T00:00:00Z",
            "2023-02-29T00:00:00Z",
            "2100-02-29T00:00:00Z",
            "2000-02-29T00:00:00.1Z",
            "2025-04-31T00:00:00Z",
            "2025-00-10T00:00:00Z",
            "2025-13-10T00:00:00Z",
            "2025-03-00T00:00:00Z",
            "2025-03-12T24:00:00Z",
            "2025-03-12T23:60:00Z",
            "2016-12-31T23:59:60Z",
            "1969-12-31T23:59:59Z",
            "1970-01-01T00:00:00Z",
            "9999-12-31T23:59:59.999999999Z",
            "2025-03-12t14:30:00Z",
            "2025-03-12T14:30:00z",
            "2025-03-12 14:30:00Z",
            "2025-03-12T14:30:00+00:00",
            "2025-03-12T14:30:00.Z",
            "2025-03-12T14:30:00.1234567890Z",
            "2025-03-12T14:30:00.12a4Z",
            "2025-03-12T14:30:00,5Z",
            "2025-03-12T14:30:00ZZ",
            "2025-03-12T14:30:0Z",
            "2025-3-12T14:30:00Z",
            "0000-01-01T00:00:00Z",
            "19:0-01-01T00:00:00Z",
            "2025-03-12T14:30:00.000000Z");
    private static final List<String> MORE_NAMES = List.of(
            "\"note\"",
            "\"battery\"",
            "\"firmware_version\"",
            "\"site\"",
            "\"valu\"",
            "\"values\"",
            "\"signal strength\"",
            "\"\"",
            "\"value\"",
            "\"\\u0061\"");
    private static final List<String> MORE_VALUES = List.of(
            "1",
            "-12.5e+3",
            "0",
            "true",
            "false",
            "null",
            "\"\"",
            "\"of some length, so that words are read\"",
            "\"2025-03-12T14:30:00Z\"",
            "\"~\"",
            "\"a\\\"b\"",
            "\"é\"",
            "[1]",
            "{\"a\":1}",
            "00",
            " 1");
    private static final List<String> SPACES = List.of(" ", "\t", "\n", "\r", "\f", "\u00a0", "\ufeff");
    private static final byte[] TELLING = "\"\\{}[],:.-+eE0159TtZz /\0\u007f".getBytes(StandardCharsets.US_ASCII);

    private final Random random;

    GeneratedRecords(long seed) {
        this.random = new Random(seed);
    }

    /** A record in the form that the fast path is made for. */
    byte[] canonical() {
        return record("\"" + device() + '"', '"' + metric() + '"', value(), timestamp())
                .getBytes(StandardCharsets.UTF_8);
    }

    /** A record with one or two fields from the edges of what is allowed, or with white space somewhere. */
    byte[] nearCanonical() {
        String json = record(
                oneIn(4) ? oneOf(DEVICES) : '"' + device() + '"',
                oneIn(4) ? oneOf(METRICS) : '"' + metric() + '"',
                oneIn(3) ? oneOf(VALUES) : value(),
                oneIn(3) ? oneOf(TIMESTAMPS) : timestamp());
        if (oneIn(8)) {
            int at = random.nextInt(json.length() + 1);
            json = json.substring(0, at) + oneOf(SPACES) + json.substring(at);
        }
        return json.getBytes(StandardCharsets.UTF_8);
    }

    /** A record of either kind after one to three bytes were replaced, removed, added, or doubled, or its end was cut. */
    byte[] mutated() {
        byte[] json = oneIn(2) ? canonical() : nearCanonical();
        for (int i = random.nextInt(3); i >= 0 && json.length > 1; i--) {
            json = mutate(json);
        }
        return json;
    }

    /** A canonical record followed by up to three fields, most of them as the fast path ignores them. */
    byte[] withMore() {
        StringBuilder more = new StringBuilder();
        for (int i = random.nextInt(4); i > 0; i--) {
            more.append(',').append(oneOf(MORE_NAMES)).append(':').append(oneOf(MORE_VALUES));
        }
        String json = record("\"" + device() + '"', '"' + metric() + '"', value(), timestamp());
        return (json.substring(0, json.length() - 1) + more + '}').getBytes(StandardCharsets.UTF_8);
    }

    /** One of those with one byte replaced, removed, added, or doubled, or its end cut. */
    byte[] mutatedWithMore() {
        return mutate(withMore());
    }

    private byte[] mutate(byte[] json) {
        int at = random.nextInt(json.length);
        byte other = oneIn(3) ? (byte) random.nextInt(256) : TELLING[random.nextInt(TELLING.length)];
        return switch (random.nextInt(6)) {
            case 0 -> Arrays.copyOf(json, at);
            case 1 -> spliced(json, at, at + 1);
            case 2 -> spliced(json, at, at, other);
            case 3 -> spliced(json, at, at, json[at]);
            default -> spliced(json, at, at + 1, other);
        };
    }

    private static byte[] spliced(byte[] json, int from, int to, byte... instead) {
        byte[] result = Arrays.copyOf(json, json.length - (to - from) + instead.length);
        System.arraycopy(instead, 0, result, from, instead.length);
        System.arraycopy(json, to, result, from + instead.length, json.length - to);
        return result;
    }

    private static String record(String device, String metric, String value, String timestamp) {
        return "{\"device_id\":" + device + ",\"metric\":" + metric + ",\"value\":" + value + ",\"timestamp\":\""
                + timestamp + "\"}";
    }

    private String device() {
        return "d-" + padded(random.nextInt(10_000), 4);
    }

    private String metric() {
        return switch (random.nextInt(3)) {
            case 0 -> "cpu_load";
            case 1 -> "m" + random.nextInt(5_000);
            default ->
                random.ints(1 + random.nextInt(20), ' ', '\u007f')
                        .map(c -> c == '"' || c == '\\' ? '_' : c)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .append('x')
                        .toString();
        };
    }

    /** A number of 1 to 15 digits in all. */
    private String value() {
        int decimals = random.nextInt(15);
        String whole = Long.toString((long) (random.nextDouble() * Math.pow(10, random.nextInt(15 - decimals) + 1)));
        String fraction = random.ints(decimals, '0', '9' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return (oneIn(4) ? "-" : "") + whole + (decimals == 0 ? "" : "." + fraction);
    }

    private String timestamp() {
        String date = oneIn(2)
                ? "2025-03-12"
                : (1970 + random.nextInt(8_030)) + "-" + padded(1 + random.nextInt(12), 2) + '-'
                        + padded(1 + random.nextInt(28), 2);
        String time = 'T'
                + padded(random.nextInt(24), 2)
                + ':'
                + padded(random.nextInt(60), 2)
                + ':'
                + padded(random.nextInt(60), 2);
        int decimals = oneIn(2) ? 0 : 1 + random.nextInt(9);
        String fraction = decimals == 0
                ? ""
                : '.' + padded(random.nextInt(1_000_000_000), 9).substring(0, decimals);
        return date + time + fraction + "Z";
    }

    /** Not by {@code String.format}, which would take most of the test's time. */
    private static String padded(int number, int digits) {
        String text = Integer.toString(number);
        return "0".repeat(digits - text.length()) + text;
    }

    private String oneOf(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }
}

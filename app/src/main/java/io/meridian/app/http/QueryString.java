package io.meridian.app.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Takes a query string apart, strictly: each name once, everything valid UTF-8. */
final class QueryString {
    private QueryString() {}

    /**
     * @param query what stands behind the question mark, still encoded; empty where there is nothing
     * @return values by name, in their order
     * @throws BadParameterException if a name stands twice, or something is not percent-encoded UTF-8
     */
    static Map<String, String> parse(String query) {
        Map<String, String> values = new LinkedHashMap<>();
        if (query.isEmpty()) {
            return values;
        }
        for (String pair : query.split("&", -1)) {
            int middle = pair.indexOf('=');
            String encodedName = middle < 0 ? pair : pair.substring(0, middle);
            String name = decode(encodedName, encodedName);
            String value = middle < 0 ? "" : decode(name, pair.substring(middle + 1));
            if (values.putIfAbsent(name, value) != null) {
                throw new BadParameterException(name, "stands more than once; give it once");
            }
        }
        return values;
    }

    private static String decode(String parameter, String encoded) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < encoded.length(); i++) {
            char c = encoded.charAt(i);
            if (c == '%') {
                bytes.write(octet(parameter, encoded, i));
                i += 2;
            } else if (c == '+') {
                bytes.write(' ');
            } else if (c < 0x80) {
                bytes.write(c);
            } else {
                throw new BadParameterException(parameter, "expected percent-encoded UTF-8, found a bare character");
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new BadParameterException(parameter, "expected percent-encoded UTF-8, found other bytes");
        }
    }

    private static int octet(String parameter, String encoded, int at) {
        int high = at + 2 <= encoded.length() - 1 ? Character.digit(encoded.charAt(at + 1), 16) : -1;
        int low = high >= 0 ? Character.digit(encoded.charAt(at + 2), 16) : -1;
        if (low < 0) {
            throw new BadParameterException(parameter, "expected two hexadecimal digits after each %");
        }
        return high * 16 + low;
    }
}

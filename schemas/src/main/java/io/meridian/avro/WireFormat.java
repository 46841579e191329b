package io.meridian.avro;

import java.io.ByteArrayOutputStream;

/**
 * The Confluent wire format: a zero byte, the schema id in four bytes, most significant first, then the Avro binary
 * encoding.
 *
 * @see <a href="https://docs.confluent.io/platform/current/schema-registry/fundamentals/serdes-develop/index.html#wire-format">its
 *     description</a>
 */
public final class WireFormat {
    /** The first byte; no JSON text begins with it. */
    public static final byte MAGIC = 0;

    /** How many bytes stand before the Avro encoding. */
    public static final int PREFIX_BYTES = 5;

    private WireFormat() {}

    /** Whether a magic byte and a whole schema id stand at the beginning. */
    public static boolean isFramed(byte[] bytes) {
        return bytes.length >= PREFIX_BYTES && bytes[0] == MAGIC;
    }

    /** The schema id of bytes that {@link #isFramed}. */
    public static int schemaId(byte[] framed) {
        return (framed[1] & 0xff) << 24 | (framed[2] & 0xff) << 16 | (framed[3] & 0xff) << 8 | (framed[4] & 0xff);
    }

    static void writePrefix(ByteArrayOutputStream out, int schemaId) {
        out.write(MAGIC);
        out.write(schemaId >>> 24);
        out.write(schemaId >>> 16);
        out.write(schemaId >>> 8);
        out.write(schemaId);
    }
}

package io.meridian.avro;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * The other form of Confluent's: the schema's id in a header, and nothing but the Avro encoding in the record. A zero byte and
 * an id in four bytes, or a one and a global id in sixteen.
 *
 * @see <a href="https://docs.confluent.io/platform/current/schema-registry/fundamentals/serdes-develop/index.html#wire-format">its
 *     description</a>
 */
final class SchemaIdHeader {
    static final String OF_KEY = "__key_schema_id";
    static final String OF_VALUE = "__value_schema_id";

    private static final byte GUID = 1;
    private static final int ID_BYTES = 1 + Integer.BYTES;
    private static final int GUID_BYTES = 1 + 2 * Long.BYTES;

    private SchemaIdHeader() {}

    /**
     * An {@link Integer} or a {@link UUID}; empty where the record has no such header.
     *
     * @throws SerializationException if there is one that names no schema
     */
    static Optional<Object> in(@Nullable Headers headers, boolean isKey) {
        Header header = headers == null ? null : headers.lastHeader(isKey ? OF_KEY : OF_VALUE);
        if (header == null) {
            return Optional.empty();
        }
        byte[] value = header.value();
        if (value != null && value.length == ID_BYTES && value[0] == WireFormat.MAGIC) {
            return Optional.of(WireFormat.schemaId(value));
        }
        if (value != null && value.length == GUID_BYTES && value[0] == GUID) {
            ByteBuffer guid = ByteBuffer.wrap(value, 1, GUID_BYTES - 1);
            return Optional.of(new UUID(guid.getLong(), guid.getLong()));
        }
        throw new SerializationException("the header " + header.key()
                + " names no schema: expected a 0 and four bytes, or a 1 and sixteen bytes, found "
                + (value == null ? "nothing" : value.length + " bytes"));
    }
}

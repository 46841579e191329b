package io.meridian.avro.reading;

import io.meridian.reading.DecodedFields;
import io.meridian.registry.RegistryUnavailableException;

/** Reads readings in Avro. */
public interface AvroReadings {
    /**
     * Decodes one record value; whatever is wrong with it is in the violations of the result.
     *
     * @param framed a value that begins with {@link io.meridian.avro.WireFormat#MAGIC}, of any length
     * @throws RegistryUnavailableException if nobody tells the writer's schema: wait and try again, as nothing is wrong
     *     with the record
     */
    DecodedFields decode(byte[] framed);
}

package io.meridian.reading;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The authority on what is a reading: decides on every rejection, and names all violations of a record. */
public final class StrictReadingDecoder {
    private final int maxBytes;
    private final boolean rejectUnknownFields;

    /**
     * @param maxBytes the longest value allowed, in bytes, at least 1
     * @param rejectUnknownFields whether a field beyond the four is a violation
     */
    public StrictReadingDecoder(int maxBytes, boolean rejectUnknownFields) {
        this.maxBytes = maxBytes;
        this.rejectUnknownFields = rejectUnknownFields;
    }

    /** Decodes one record value, null where the record has none; never throws. */
    public DecodedFields decode(byte @Nullable [] json) {
        return new DecodedFields(
                OptionalInt.empty(),
                Optional.empty(),
                OptionalDouble.empty(),
                OptionalLong.empty(),
                List.of(new Violation(RejectCode.INVALID_JSON, "", maxBytes + " " + rejectUnknownFields)));
    }
}

package io.meridian.reading;

import com.fasterxml.jackson.core.ErrorReportConfiguration;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The authority on what is a reading: decides on every rejection, and names all violations of a record.
 *
 * <p>{@link RejectCode#NULL_VALUE}, {@link RejectCode#TOO_LARGE} and {@link RejectCode#INVALID_JSON} stand alone: such a
 * record has no fields to speak of, wherever in it the syntax breaks. A field that stands twice is reported once, is
 * judged by its first occurrence, and has no value in the result, since nobody can say which one was meant. Inside of
 * fields that are ignored only the syntax counts, so names may repeat there.
 *
 * <p>Safe for use by many threads.
 */
public final class StrictReadingDecoder {
    /** How deep objects and arrays may nest, the record's own object counted. */
    static final int MAX_DEPTH = 8;

    private final int maxBytes;
    private final boolean rejectUnknownFields;
    private final JsonFactory factory;

    /**
     * @param maxBytes the longest value allowed, in bytes, at least 1
     * @param rejectUnknownFields whether a field beyond the four is a violation
     * @throws IllegalArgumentException where {@code maxBytes} is below 1
     */
    public StrictReadingDecoder(int maxBytes, boolean rejectUnknownFields) {
        if (maxBytes < 1) {
            throw new IllegalArgumentException("expected a limit of at least 1 byte, found " + maxBytes);
        }
        this.maxBytes = maxBytes;
        this.rejectUnknownFields = rejectUnknownFields;
        this.factory = factory(maxBytes);
    }

    /**
     * Names are neither interned nor kept in Jackson's symbol table, which those of hostile records would fill. Of the
     * constraints only the depth can be met: a longer name, string or number does not fit into a record.
     */
    private static JsonFactory factory(int maxBytes) {
        return JsonFactory.builder()
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxNameLength(maxBytes)
                        .maxStringLength(maxBytes)
                        .maxNumberLength(maxBytes)
                        .build())
                .errorReportConfiguration(ErrorReportConfiguration.builder()
                        .maxErrorTokenLength(60)
                        .build())
                .build();
    }

    /** Decodes one record value, null where the record has none; never throws. */
    public DecodedFields decode(byte @Nullable [] json) {
        if (json == null) {
            return rejected(FieldRules.nullValue());
        }
        if (json.length > maxBytes) {
            return rejected(FieldRules.tooLarge(json.length, maxBytes));
        }
        if (json.length == 0) {
            return rejected(FieldRules.invalidJson("an empty value"));
        }
        // Jackson's own UTF-8 reader lets overlong forms and encoded surrogates pass.
        ByteBuffer bytes = ByteBuffer.wrap(json);
        CharBuffer text = CharBuffer.allocate(json.length);
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(bytes, text, true);
        if (result.isError()) {
            return rejected(FieldRules.invalidJson("invalid UTF-8 at byte " + bytes.position()));
        }
        return parse(text.flip());
    }

    private DecodedFields parse(CharBuffer text) {
        try (JsonParser parser = factory.createParser(text.array(), 0, text.length())) {
            return new ReadingDocument(parser, rejectUnknownFields).read();
        } catch (StreamConstraintsException e) {
            return rejected(FieldRules.invalidJson("nesting past " + MAX_DEPTH + " levels" + place(e)));
        } catch (JsonProcessingException e) {
            return rejected(FieldRules.invalidJson(e.getOriginalMessage() + place(e)));
        } catch (IOException e) {
            throw new UncheckedIOException("reading characters from memory needs no input or output", e);
        }
    }

    private static String place(JsonProcessingException e) {
        return e.getLocation() == null
                ? ""
                : ", at character " + e.getLocation().getCharOffset();
    }

    private static DecodedFields rejected(Violation violation) {
        return new DecodedFields(
                OptionalInt.empty(),
                Optional.empty(),
                OptionalDouble.empty(),
                OptionalLong.empty(),
                List.of(violation));
    }
}

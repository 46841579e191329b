package io.meridian.app;

import io.meridian.app.deadletters.DeadLetterFilter;
import io.meridian.app.deadletters.Place;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The flags by which dead letters are chosen. */
final class DeadLetterOptions {
    @Option(names = "--code", paramLabel = "CODE", description = "Those with this fault, such as OUT_OF_RANGE.")
    private @Nullable String code;

    @Option(names = "--field", paramLabel = "FIELD", description = "Those with a fault in this field, such as value.")
    private @Nullable String field;

    @Option(names = "--device", paramLabel = "ID", description = "Those of this device, such as d-8842.")
    private @Nullable String device;

    @Option(names = "--partition", paramLabel = "N", description = "Those in this partition of the dead-letter topic.")
    private @Nullable Integer partition;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            converter = Time.class,
            description = "Those whose record's timestamp is not earlier; 2025-03-12T14:30:00Z.")
    private @Nullable Long from;

    @Option(
            names = "--to",
            paramLabel = "TIME",
            converter = Time.class,
            description = "Those whose record's timestamp is earlier.")
    private @Nullable Long to;

    DeadLetterFilter filter() {
        return new DeadLetterFilter(
                Optional.ofNullable(code),
                Optional.ofNullable(field),
                Optional.ofNullable(device),
                partition == null ? OptionalInt.empty() : OptionalInt.of(partition),
                from == null ? OptionalLong.empty() : OptionalLong.of(from),
                to == null ? OptionalLong.empty() : OptionalLong.of(to));
    }

    /** A moment with an offset, in milliseconds since 1970-01-01T00:00:00Z. */
    static final class Time implements ITypeConverter<Long> {
        @Override
        public Long convert(String text) {
            try {
                return OffsetDateTime.parse(text).toInstant().toEpochMilli();
            } catch (DateTimeException | ArithmeticException e) {
                throw new TypeConversionException(
                        "expected a date and time with an offset, such as 2025-03-12T14:30:00Z, found '" + text + "'");
            }
        }
    }

    /** One dead letter. */
    static final class At implements ITypeConverter<Place> {
        @Override
        public Place convert(String text) {
            try {
                return Place.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage() + ", found '" + text + "'");
            }
        }
    }
}

package io.meridian.app.http;

import io.meridian.app.config.Durations;
import io.meridian.app.deadletters.DeadLetterCursor;
import io.meridian.app.deadletters.DeadLetterFilter;
import io.meridian.app.query.RollupQuery;
import io.meridian.app.query.RowFilter;
import io.meridian.app.query.RowPosition;
import io.meridian.app.query.Selection;
import io.meridian.topology.closing.Status;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** The parameters of one request, read strictly: what is not understood is refused rather than ignored. */
final class Parameters {
    static final int DEFAULT_LIMIT = 100;
    static final int MAX_LIMIT = 1_000;

    private static final int MAX_NAME = 256;
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,40}(\\.\\d{1,40})?([eE][+-]?\\d{1,3})?");
    private static final Pattern WHOLE = Pattern.compile("\\d{1,9}");

    private static final Pattern CODE = Pattern.compile("[A-Z_]{1,40}");

    private final Map<String, String> values;

    /**
     * @param values by name
     * @param known the names that the route has
     * @throws BadParameterException if there is another name
     */
    Parameters(Map<String, String> values, List<String> known) {
        this.values = values;
        for (String name : values.keySet()) {
            if (!known.contains(name)) {
                String has = known.isEmpty() ? "this route has none" : "this route has " + String.join(", ", known);
                throw new BadParameterException(name, "no such parameter; " + has);
            }
        }
    }

    Selection selection() {
        return new Selection(name("region"), name("metric"));
    }

    RowFilter filter() {
        return new RowFilter(status(), threshold());
    }

    /** How many rows, 100 unless said otherwise. */
    int limit() {
        Optional<String> text = value("limit");
        if (text.isEmpty()) {
            return DEFAULT_LIMIT;
        }
        int limit = WHOLE.matcher(text.get()).matches() ? Integer.parseInt(text.get()) : 0;
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new BadParameterException("limit", "expected a whole number from 1 to " + MAX_LIMIT);
        }
        return limit;
    }

    /** A moment, in milliseconds since 1970-01-01T00:00:00Z. */
    OptionalLong time(String parameter) {
        Optional<String> text = value(parameter);
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(OffsetDateTime.parse(text.get()).toInstant().toEpochMilli());
        } catch (DateTimeException | ArithmeticException e) {
            throw new BadParameterException(
                    parameter,
                    "expected an ISO-8601 date and time with an offset, such as 2025-03-12T14:30:00Z;"
                            + " a plus sign has to be percent-encoded");
        }
    }

    /** The range of window starts that {@code from} and {@code to} give, all there is unless said otherwise. */
    Range range() {
        OptionalLong from = time("from");
        OptionalLong to = time("to");
        if (from.isPresent() && to.isPresent() && from.getAsLong() >= to.getAsLong()) {
            throw new BadParameterException("from", "expected a time before that of to");
        }
        return new Range(Math.max(0, from.orElse(0)), to.orElse(Long.MAX_VALUE));
    }

    /**
     * @param from inclusive, milliseconds since 1970-01-01T00:00:00Z, at least 0
     * @param to exclusive
     */
    record Range(long from, long to) {}

    /**
     * The length of a step, one window unless said otherwise.
     *
     * @param windowSize length of a window in milliseconds
     */
    long step(long windowSize) {
        Optional<String> text = value("step");
        if (text.isEmpty()) {
            return windowSize;
        }
        try {
            long step = Durations.parse(text.get()).toMillis();
            if (step > 0 && step % windowSize == 0) {
                return step;
            }
        } catch (IllegalArgumentException e) {
            throw new BadParameterException("step", "expected " + Durations.EXPECTED);
        }
        throw new BadParameterException(
                "step", "expected a multiple of the window's size, which is " + windowSize + " ms");
    }

    RollupQuery.By by() {
        return value("by")
                .map(text -> switch (text) {
                    case "region" -> RollupQuery.By.REGION;
                    case "metric" -> RollupQuery.By.METRIC;
                    case "none" -> RollupQuery.By.NONE;
                    default -> throw new BadParameterException("by", "expected region, metric or none");
                })
                .orElse(RollupQuery.By.SERIES);
    }

    /** Which dead letters. */
    DeadLetterFilter deadLetters() {
        OptionalLong from = time("from");
        OptionalLong to = time("to");
        if (from.isPresent() && to.isPresent() && from.getAsLong() >= to.getAsLong()) {
            throw new BadParameterException("from", "expected a time before that of to");
        }
        Optional<String> code = value("code");
        if (code.filter(text -> !CODE.matcher(text).matches()).isPresent()) {
            throw new BadParameterException("code", "expected one such as OUT_OF_RANGE");
        }
        return new DeadLetterFilter(code, name("field"), name("device"), partition(), from, to);
    }

    private OptionalInt partition() {
        Optional<String> text = value("partition");
        if (text.filter(number -> !WHOLE.matcher(number).matches()).isPresent()) {
            throw new BadParameterException("partition", "expected a whole number from 0 up");
        }
        return text.map(number -> OptionalInt.of(Integer.parseInt(number))).orElse(OptionalInt.empty());
    }

    Optional<DeadLetterCursor> deadLetterCursor() {
        try {
            return value("cursor").map(DeadLetterCursor::decode);
        } catch (IllegalArgumentException e) {
            throw Cursor.refused();
        }
    }

    Optional<RowPosition> cursor() {
        return value("cursor").map(Cursor::decode);
    }

    private Optional<String> name(String parameter) {
        Optional<String> name = value(parameter);
        name.ifPresent(text -> {
            if (text.length() > MAX_NAME || text.chars().anyMatch(Character::isISOControl)) {
                throw new BadParameterException(
                        parameter, "expected up to " + MAX_NAME + " characters without control characters");
            }
        });
        return name;
    }

    private Optional<Status> status() {
        return value("status").map(text -> switch (text) {
            case "OPEN" -> Status.OPEN;
            case "FINAL" -> Status.FINAL;
            default -> throw new BadParameterException("status", "expected OPEN or FINAL");
        });
    }

    private OptionalDouble threshold() {
        Optional<String> text = value("threshold");
        if (text.isEmpty()) {
            return OptionalDouble.empty();
        }
        double threshold = NUMBER.matcher(text.get()).matches() ? Double.parseDouble(text.get()) : Double.NaN;
        if (!Double.isFinite(threshold)) {
            throw new BadParameterException("threshold", "expected a finite number, such as 80.5");
        }
        return OptionalDouble.of(threshold);
    }

    private Optional<String> value(String parameter) {
        Optional<String> value = Optional.ofNullable(values.get(parameter));
        if (value.filter(String::isBlank).isPresent()) {
            throw new BadParameterException(parameter, "is empty; give it a value or leave it out");
        }
        return value;
    }
}

package io.meridian.app.http;

import io.meridian.app.changes.Position;
import io.meridian.app.deadletters.DeadLetterCursor;
import io.meridian.fuzz.Check;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Query strings and all that can stand in one: understood, or refused by the name of a parameter. */
public final class QueryTarget {
    private static final List<String> NAMES = List.of(
            "region",
            "metric",
            "from",
            "to",
            "status",
            "threshold",
            "limit",
            "cursor",
            "step",
            "by",
            "code",
            "field",
            "device",
            "partition");

    private QueryTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, StandardCharsets.ISO_8859_1);
        cursors(text);
        body(text);
        Map<String, String> values;
        try {
            values = QueryString.parse(text);
        } catch (BadParameterException refused) {
            return;
        }
        for (Runnable reading : readings(values)) {
            try {
                reading.run();
            } catch (BadParameterException refused) {
                Check.that(!String.valueOf(refused.getMessage()).isBlank(), "says nothing", text);
            }
        }
    }

    private static List<Runnable> readings(Map<String, String> values) {
        return List.of(
                () -> new Parameters(values, NAMES).selection(),
                () -> new Parameters(values, NAMES).filter(),
                () -> {
                    int limit = new Parameters(values, NAMES).limit();
                    Check.that(limit >= 1 && limit <= Parameters.MAX_LIMIT, "a limit out of range", limit);
                },
                () -> {
                    Parameters.Range range = new Parameters(values, NAMES).range();
                    Check.that(range.from() >= 0, "a time before 1970", range);
                },
                () -> {
                    long step = new Parameters(values, NAMES).step(60_000);
                    Check.that(step > 0 && step % 60_000 == 0, "no multiple of a window", step);
                },
                () -> new Parameters(values, NAMES).by(),
                () -> new Parameters(values, NAMES).deadLetters(),
                () -> new Parameters(values, NAMES).deadLetterCursor(),
                () -> new Parameters(values, NAMES).cursor());
    }

    private static void body(String text) {
        try {
            RedriveBody body = RedriveBody.parse(text);
            Check.that(body.limit() >= 1, "a limit out of range", body);
        } catch (BadParameterException refused) {
            // As most texts are.
        }
    }

    /** What is taken for a cursor is the text that was handed out for that place. */
    private static void cursors(String text) {
        try {
            Check.same(Cursor.encode(Cursor.decode(text)), text);
        } catch (BadParameterException refused) {
            // As most texts are.
        }
        try {
            Check.same(DeadLetterCursor.decode(text).encode(), text);
        } catch (IllegalArgumentException refused) {
            // As most texts are.
        }
        try {
            Position position = Position.decode(text);
            Check.same(Position.decode(position.encode()), position);
        } catch (IllegalArgumentException refused) {
            // As most texts are.
        }
    }
}

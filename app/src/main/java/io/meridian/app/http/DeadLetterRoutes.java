package io.meridian.app.http;

import io.meridian.app.deadletters.DeadLetter;
import io.meridian.app.deadletters.DeadLetterCursor;
import io.meridian.app.deadletters.DeadLetterFilter;
import io.meridian.app.deadletters.DeadLetterJson;
import io.meridian.app.deadletters.DeadLetterPage;
import io.meridian.app.deadletters.DeadLetterSource;
import io.meridian.app.deadletters.DeadLettersUnreadableException;
import io.meridian.app.deadletters.Place;
import io.meridian.app.redrive.RedriveException;
import io.meridian.app.redrive.RedriveReport;
import io.meridian.app.redrive.Redrives;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/** What was rejected, and sending it back. */
final class DeadLetterRoutes {
    private static final List<String> LIST =
            List.of("code", "field", "device", "partition", "from", "to", "limit", "cursor");
    private static final int CONFLICT = 409;

    /** Below what clients and what lies between wait for; the same request goes on. */
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final DeadLetterSource letters;
    private final Redrives redrives;

    DeadLetterRoutes(DeadLetterSource letters, Redrives redrives) {
        this.letters = letters;
        this.redrives = redrives;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/v1/dead-letters", Access.READER, LIST, this::list),
                Route.post("/v1/dead-letters/redrive", Access.OPERATOR, List.of(), this::redrive));
    }

    private Reply list(Exchange exchange) {
        Parameters parameters = exchange.parameters();
        DeadLetterFilter filter = parameters.deadLetters();
        try {
            DeadLetterPage page = letters.list(filter, parameters.limit(), parameters.deadLetterCursor());
            return Reply.stream(json -> {
                json.writeArrayFieldStart("rows");
                for (DeadLetter letter : page.letters()) {
                    json.writeRawValue(DeadLetterJson.line(letter));
                }
                json.writeEndArray();
                json.writeStringField(
                        "next", page.next().map(DeadLetterCursor::encode).orElse(null));
                json.writeBooleanField("complete", true);
                json.writeArrayFieldStart("failures");
                json.writeEndArray();
            });
        } catch (DeadLettersUnreadableException e) {
            return Problems.unavailable(String.valueOf(e.getMessage()));
        }
    }

    private Reply redrive(Exchange exchange) {
        RedriveBody asked = RedriveBody.parse(exchange.caller().body().orElse(""));
        long begin = System.nanoTime();
        BooleanSupplier goOn = () -> System.nanoTime() - begin < LONGEST.toNanos();
        try {
            RedriveReport report = asked.dryRun()
                    ? redrives.tryOut(asked.by(exchange.who()), sent -> {}, goOn)
                    : redrives.redrive(asked.by(exchange.who()), sent -> {}, goOn);
            return Reply.stream(json -> write(report, asked.dryRun(), json));
        } catch (RedriveException e) {
            return Problems.of(CONFLICT, String.valueOf(e.getMessage()));
        } catch (DeadLettersUnreadableException e) {
            return Problems.unavailable(String.valueOf(e.getMessage()));
        }
    }

    private static void write(RedriveReport report, boolean dryRun, com.fasterxml.jackson.core.JsonGenerator json)
            throws java.io.IOException {
        json.writeBooleanField("dry_run", dryRun);
        json.writeNumberField("sent", report.sent());
        json.writeArrayFieldStart("left");
        for (var left : new TreeMap<>(report.left()).entrySet()) {
            json.writeStartObject();
            json.writeStringField("reason", left.getKey().name());
            json.writeStringField("detail", left.getKey().words());
            json.writeNumberField("count", left.getValue());
            json.writeArrayFieldStart("records");
            for (Place place : report.places().getOrDefault(left.getKey(), List.of())) {
                json.writeStartObject();
                json.writeNumberField("partition", place.partition());
                json.writeNumberField("offset", place.offset());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeBooleanField("complete", report.complete());
        json.writeArrayFieldStart("warnings");
        for (String warning : report.warnings()) {
            json.writeString(warning);
        }
        json.writeEndArray();
    }
}

package io.meridian.topology.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.meridian.reading.Violation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** The headers of a dead letter: those the record came with, and what was wrong, all of it UTF-8 text. */
final class DeadLetterHeaders {
    private static final int MAX_TEXT = 2_000;

    /** A record of 64 kB can have thousands of unknown fields; naming them all would make the headers outgrow the topic. */
    private static final int MAX_VIOLATIONS = 50;

    private static final JsonFactory JSON = new JsonFactory();

    private DeadLetterHeaders() {}

    /** Replaces what an earlier rejection wrote, so that headers do not grow with every redrive. */
    static Headers of(ConsumerRecord<byte[], ?> record, Rejection rejection) {
        RecordHeaders headers = new RecordHeaders();
        for (Header header : record.headers()) {
            if (!RejectionHeaders.isOfTheLoop(header.key())) {
                headers.add(header);
            }
        }
        List<Violation> violations = rejection.violations();
        add(headers, RejectionHeaders.ORIGIN_TOPIC, record.topic());
        add(headers, RejectionHeaders.ORIGIN_PARTITION, String.valueOf(record.partition()));
        add(headers, RejectionHeaders.ORIGIN_OFFSET, String.valueOf(record.offset()));
        add(headers, RejectionHeaders.MESSAGE, cut(messages(violations)));
        rejection.exception().ifPresent(exception -> {
            add(headers, RejectionHeaders.EXCEPTION, exception.getClass().getName());
            add(headers, RejectionHeaders.STACK_TRACE, cut(stackTrace(exception)));
        });
        add(headers, RejectionHeaders.CODE, violations.get(0).code().name());
        add(headers, RejectionHeaders.FIELD, violations.get(0).field());
        headers.add(RejectionHeaders.ERRORS, json(violations));
        rejection.late().ifPresent(late -> {
            add(headers, RejectionHeaders.LATE_START, late.windowStart().toString());
            add(headers, RejectionHeaders.LATE_END, late.windowEnd().toString());
            add(headers, RejectionHeaders.LATE_BY, String.valueOf(late.byMillis()));
        });
        add(headers, RejectionHeaders.ATTEMPT, String.valueOf(attempt(record.headers())));
        return headers;
    }

    /** How often the record has been sent back from the dead-letter topic; 0 where the header is absent or not a count. */
    private static int attempt(Headers headers) {
        Header header = headers.lastHeader(RejectionHeaders.ATTEMPT);
        if (header == null || header.value() == null) {
            return 0;
        }
        String text = new String(header.value(), UTF_8);
        return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0;
    }

    private static String messages(List<Violation> violations) {
        return violations.size() == 1
                ? violations.get(0).message()
                : violations.stream().map(Violation::message).collect(Collectors.joining("; "));
    }

    private static byte[] json(List<Violation> violations) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartArray();
            for (Violation violation : violations.subList(0, Math.min(violations.size(), MAX_VIOLATIONS))) {
                json.writeStartObject();
                json.writeStringField("code", violation.code().name());
                json.writeStringField("field", violation.field());
                json.writeStringField("message", violation.message());
                json.writeEndObject();
            }
            json.writeEndArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing JSON to memory failed", impossible);
        }
        return bytes.toByteArray();
    }

    private static String stackTrace(Exception exception) {
        StringWriter text = new StringWriter();
        exception.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }

    private static String cut(String text) {
        return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
    }

    private static void add(Headers headers, String name, String text) {
        headers.add(name, text.getBytes(UTF_8));
    }
}

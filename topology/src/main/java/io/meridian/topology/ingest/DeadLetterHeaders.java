package io.meridian.topology.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.meridian.reading.RejectCode;
import io.meridian.reading.Violation;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * The headers of dead letters of one raw partition: those the record came with, and what was wrong, all of it UTF-8 text. What
 * is the same for many is encoded once: where much is rejected, this was a fifth of all work ({@code docs/performance.md}). For
 * one thread, like the task it belongs to.
 */
final class DeadLetterHeaders {
    private static final int MAX_TEXT = 2_000;

    /** A record of 64 kB can have thousands of unknown fields; naming them all would make the headers outgrow the topic. */
    private static final int MAX_VIOLATIONS = 50;

    private static final int USUAL_JSON = 256;
    private static final byte[] FIRST_ATTEMPT = "0".getBytes(UTF_8);
    private static final Map<RejectCode, byte[]> CODES = codes();

    private final byte[] topic;
    private final byte[] partition;
    private final StringBuilder json = new StringBuilder(USUAL_JSON);

    DeadLetterHeaders(String topic, int partition) {
        this.topic = topic.getBytes(UTF_8);
        this.partition = String.valueOf(partition).getBytes(UTF_8);
    }

    private static Map<RejectCode, byte[]> codes() {
        Map<RejectCode, byte[]> codes = new EnumMap<>(RejectCode.class);
        for (RejectCode code : RejectCode.values()) {
            codes.put(code, code.name().getBytes(UTF_8));
        }
        return codes;
    }

    /** Replaces what an earlier rejection wrote, so that headers do not grow with every redrive. */
    Headers of(ConsumerRecord<byte[], ?> record, Rejection rejection) {
        RecordHeaders headers = new RecordHeaders();
        for (Header header : record.headers()) {
            if (!RejectionHeaders.isOfTheLoop(header.key())) {
                headers.add(header);
            }
        }
        List<Violation> violations = rejection.violations();
        headers.add(RejectionHeaders.ORIGIN_TOPIC, topic);
        headers.add(RejectionHeaders.ORIGIN_PARTITION, partition);
        add(headers, RejectionHeaders.ORIGIN_OFFSET, String.valueOf(record.offset()));
        add(headers, RejectionHeaders.MESSAGE, cut(messages(violations)));
        rejection.exception().ifPresent(exception -> {
            add(headers, RejectionHeaders.EXCEPTION, exception.getClass().getName());
            add(headers, RejectionHeaders.STACK_TRACE, cut(stackTrace(exception)));
        });
        headers.add(RejectionHeaders.CODE, CODES.get(violations.get(0).code()));
        add(headers, RejectionHeaders.FIELD, violations.get(0).field());
        headers.add(RejectionHeaders.ERRORS, json(violations));
        rejection.late().ifPresent(late -> {
            add(headers, RejectionHeaders.LATE_START, late.windowStart().toString());
            add(headers, RejectionHeaders.LATE_END, late.windowEnd().toString());
            add(headers, RejectionHeaders.LATE_BY, String.valueOf(late.byMillis()));
        });
        headers.add(RejectionHeaders.ATTEMPT, attempt(record.headers()));
        return headers;
    }

    /** How often the record has been sent back from the dead-letter topic; 0 where the header is absent or not a count. */
    private static byte[] attempt(Headers headers) {
        Header header = headers.lastHeader(RejectionHeaders.ATTEMPT);
        if (header == null || header.value() == null) {
            return FIRST_ATTEMPT;
        }
        String text = new String(header.value(), UTF_8);
        return text.matches("[0-9]{1,9}")
                ? String.valueOf(Integer.parseInt(text)).getBytes(UTF_8)
                : FIRST_ATTEMPT;
    }

    private static String messages(List<Violation> violations) {
        return violations.size() == 1
                ? violations.get(0).message()
                : violations.stream().map(Violation::message).collect(Collectors.joining("; "));
    }

    /** Put together by hand around Jackson's quoting, as a generator for each costs several times what it writes. */
    private byte[] json(List<Violation> violations) {
        json.setLength(0);
        json.append('[');
        for (int i = 0; i < Math.min(violations.size(), MAX_VIOLATIONS); i++) {
            Violation violation = violations.get(i);
            json.append(i == 0 ? "{\"code\":\"" : ",{\"code\":\"")
                    .append(violation.code().name())
                    .append("\",\"field\":\"");
            JsonStringEncoder.getInstance().quoteAsString(violation.field(), json);
            json.append("\",\"message\":\"");
            JsonStringEncoder.getInstance().quoteAsString(violation.message(), json);
            json.append("\"}");
        }
        return json.append(']').toString().getBytes(UTF_8);
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

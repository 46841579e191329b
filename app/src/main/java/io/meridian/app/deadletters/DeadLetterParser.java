package io.meridian.app.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.meridian.app.deadletters.DeadLetter.Thrown;
import io.meridian.topology.ingest.RejectionHeaders;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Reads a record of the dead-letter topic. Nothing throws: whatever lies there is shown as far as it can be understood. */
public final class DeadLetterParser {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String DEVICE_FIELD = "device_id";
    private static final Pattern DEVICE = Pattern.compile("d-[0-9]{4}");
    private static final Pattern COUNT = Pattern.compile("[0-9]{1,9}");
    private static final Pattern OFFSET = Pattern.compile("[0-9]{1,18}");

    private DeadLetterParser() {}

    /** A dead letter, as its record tells of it. */
    public static DeadLetter parse(ConsumerRecord<byte[], byte[]> record) {
        Headers headers = record.headers();
        List<Header> own = Arrays.stream(headers.toArray())
                .filter(header -> !RejectionHeaders.isOfTheLoop(header.key()))
                .toList();
        return new DeadLetter(
                new Place(record.partition(), record.offset()),
                record.timestamp(),
                origin(headers),
                faults(headers),
                late(headers),
                text(headers, RejectionHeaders.ATTEMPT)
                        .filter(COUNT.asMatchPredicate())
                        .map(Integer::parseInt)
                        .orElse(0),
                text(headers, RejectionHeaders.EXCEPTION)
                        .map(type -> new Thrown(
                                type,
                                text(headers, RejectionHeaders.STACK_TRACE).orElse(""))),
                device(record.key(), record.value()),
                record.key(),
                record.value(),
                own);
    }

    private static Optional<Origin> origin(Headers headers) {
        Optional<String> topic = text(headers, RejectionHeaders.ORIGIN_TOPIC);
        Optional<String> partition =
                text(headers, RejectionHeaders.ORIGIN_PARTITION).filter(COUNT.asMatchPredicate());
        Optional<String> offset = text(headers, RejectionHeaders.ORIGIN_OFFSET).filter(OFFSET.asMatchPredicate());
        return topic.isEmpty() || partition.isEmpty() || offset.isEmpty()
                ? Optional.empty()
                : Optional.of(new Origin(topic.get(), Integer.parseInt(partition.get()), Long.parseLong(offset.get())));
    }

    private static Optional<Late> late(Headers headers) {
        return text(headers, RejectionHeaders.LATE_START)
                .map(start -> new Late(
                        start,
                        text(headers, RejectionHeaders.LATE_END).orElse(""),
                        text(headers, RejectionHeaders.LATE_BY).orElse("")));
    }

    /** The first alone where the list cannot be read. */
    private static List<Fault> faults(Headers headers) {
        Header list = headers.lastHeader(RejectionHeaders.ERRORS);
        if (list != null && list.value() != null) {
            try (JsonParser json = JSON.createParser(list.value())) {
                List<Fault> faults = readFaults(json);
                if (!faults.isEmpty()) {
                    return faults;
                }
            } catch (IOException e) {
                // The first stands in the other headers too.
            }
        }
        return text(headers, RejectionHeaders.CODE)
                .map(code -> List.of(new Fault(
                        code,
                        text(headers, RejectionHeaders.FIELD).orElse(""),
                        text(headers, RejectionHeaders.MESSAGE).orElse(""))))
                .orElse(List.of());
    }

    private static List<Fault> readFaults(JsonParser json) throws IOException {
        List<Fault> faults = new ArrayList<>();
        if (json.nextToken() != JsonToken.START_ARRAY) {
            return faults;
        }
        while (json.nextToken() == JsonToken.START_OBJECT) {
            String code = "";
            String field = "";
            String message = "";
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "code" -> code = json.getValueAsString("");
                    case "field" -> field = json.getValueAsString("");
                    case "message" -> message = json.getValueAsString("");
                    default -> json.skipChildren();
                }
            }
            faults.add(new Fault(code, field, message));
        }
        return faults;
    }

    private static Optional<String> device(byte @Nullable [] key, byte @Nullable [] value) {
        Optional<String> named = value == null || value.length == 0 || value[0] == 0 ? Optional.empty() : named(value);
        return named.isPresent()
                ? named
                : Optional.ofNullable(key)
                        .map(bytes -> new String(bytes, UTF_8))
                        .filter(DEVICE.asMatchPredicate());
    }

    /** As the record itself names it, as far as it can be read. */
    private static Optional<String> named(byte[] value) {
        try (JsonParser json = JSON.createParser(value)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                boolean wanted = json.currentName().equals(DEVICE_FIELD);
                JsonToken token = json.nextToken();
                if (wanted) {
                    return token == JsonToken.VALUE_STRING ? Optional.of(json.getText()) : Optional.empty();
                }
                json.skipChildren();
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> text(Headers headers, String name) {
        return Optional.ofNullable(headers.lastHeader(name)).map(Header::value).map(value -> new String(value, UTF_8));
    }
}

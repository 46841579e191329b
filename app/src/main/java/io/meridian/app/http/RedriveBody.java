package io.meridian.app.http;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.meridian.app.deadletters.DeadLetterFilter;
import io.meridian.app.deadletters.Place;
import io.meridian.app.redrive.RedriveRequest;
import io.meridian.app.redrive.Selection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What a request for a redrive says.
 *
 * @param selection which dead letters
 * @param dryRun whether nothing is to be sent
 * @param reconcile whether they are to count although their windows have closed
 * @param limit how many at most
 */
record RedriveBody(Selection selection, boolean dryRun, boolean reconcile, long limit) {
    private static final long DEFAULT_LIMIT = 10_000;
    private static final long MAX_LIMIT = 1_000_000;
    private static final List<String> FILTERS = List.of("code", "field", "device", "partition", "from", "to");
    private static final Set<String> OTHERS = Set.of("records", "all", "dry_run", "reconcile", "limit");
    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .reader();

    RedriveRequest by(String who) {
        return new RedriveRequest(selection, reconcile, limit, OptionalLong.empty(), who);
    }

    /** @throws BadParameterException naming the field that is not as it has to be */
    static RedriveBody parse(String body) {
        JsonNode json = object(body);
        Map<String, String> filters = new LinkedHashMap<>();
        json.properties().forEach(field -> {
            if (FILTERS.contains(field.getKey())) {
                filters.put(field.getKey(), scalar(field.getKey(), field.getValue()));
            } else if (!OTHERS.contains(field.getKey())) {
                throw new BadParameterException(
                        field.getKey(),
                        "no such field; there are " + String.join(", ", FILTERS) + ", records, all, dry_run,"
                                + " reconcile and limit");
            }
        });
        DeadLetterFilter filter = new Parameters(filters, FILTERS).deadLetters();
        Set<Place> places = places(json.path("records"));
        boolean all = flag(json, "all");
        if (!places.isEmpty() && (all || !filters.isEmpty())) {
            throw new BadParameterException("records", "names the dead letters; leave out what else chooses them");
        }
        if (places.isEmpty() && filters.isEmpty() != all) {
            throw new BadParameterException(
                    "all", "expected records, or one of " + String.join(", ", FILTERS) + ", or \"all\": true alone");
        }
        return new RedriveBody(
                new Selection(filter, places),
                flag(json, "dry_run"),
                flag(json, "reconcile"),
                limit(json.path("limit")));
    }

    private static JsonNode object(String body) {
        try {
            JsonNode json = JSON.readTree(body);
            if (json.isObject()) {
                return json;
            }
        } catch (JacksonException e) {
            // Said below.
        }
        throw new BadParameterException(
                "body", "expected a JSON object such as {\"code\":\"OUT_OF_RANGE\",\"dry_run\":true}");
    }

    private static String scalar(String name, JsonNode value) {
        if (name.equals("partition") ? value.isIntegralNumber() : value.isTextual()) {
            return value.asText();
        }
        throw new BadParameterException(
                name, "expected " + (name.equals("partition") ? "a whole number" : "text") + ", found something else");
    }

    private static boolean flag(JsonNode json, String name) {
        JsonNode flag = json.path(name);
        if (flag.isMissingNode() || flag.isBoolean()) {
            return flag.asBoolean();
        }
        throw new BadParameterException(name, "expected true or false, found something else");
    }

    private static long limit(JsonNode limit) {
        if (limit.isMissingNode()) {
            return DEFAULT_LIMIT;
        }
        if (!limit.isIntegralNumber()
                || !limit.canConvertToLong()
                || limit.longValue() < 1
                || limit.longValue() > MAX_LIMIT) {
            throw new BadParameterException("limit", "expected a whole number from 1 to " + MAX_LIMIT);
        }
        return limit.longValue();
    }

    private static Set<Place> places(JsonNode records) {
        if (records.isMissingNode()) {
            return Set.of();
        }
        List<Place> places = new ArrayList<>();
        for (JsonNode record : records) {
            JsonNode partition = record.path("partition");
            JsonNode offset = record.path("offset");
            if (record.size() == 2
                    && partition.canConvertToInt()
                    && partition.isIntegralNumber()
                    && offset.isIntegralNumber()
                    && offset.canConvertToLong()
                    && partition.intValue() >= 0
                    && offset.longValue() >= 0) {
                places.add(new Place(partition.intValue(), offset.longValue()));
            }
        }
        if (!records.isArray() || records.isEmpty() || places.size() != records.size()) {
            throw new BadParameterException(
                    "records", "expected a list of at least one {\"partition\":0,\"offset\":17} and nothing else");
        }
        return new HashSet<>(places);
    }
}

package io.meridian.app.http;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * What asks for the settings to be read again.
 *
 * @param source whose settings
 * @param generation the one that the caller knows of; 0 where it names none
 */
record RefreshRequest(String source, long generation) {
    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .reader();

    /** @throws BadParameterException naming the field that is not as it has to be */
    static RefreshRequest parse(String body) {
        JsonNode json = object(body);
        JsonNode source = json.path("source");
        if (!source.isTextual()) {
            throw new BadParameterException("source", "expected the name of a source as text, found none");
        }
        JsonNode generation = json.path("generation");
        if (generation.isMissingNode()) {
            return new RefreshRequest(source.textValue(), 0);
        }
        if (!generation.isIntegralNumber() || !generation.canConvertToLong() || generation.longValue() < 1) {
            throw new BadParameterException(
                    "generation", "expected a whole number of at least 1, or none, found another value");
        }
        return new RefreshRequest(source.textValue(), generation.longValue());
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
        throw new BadParameterException("body", "expected a JSON object such as {\"source\":\"local_config\"}");
    }
}

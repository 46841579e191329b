package io.meridian.app.replay;

import io.meridian.app.config.NearestName;
import io.meridian.reading.FieldRules;
import java.util.List;
import java.util.Map;

/** Which column, or member of a JSON object, holds which field of a reading. */
public record Columns(String deviceId, String metric, String value, String timestamp) {
    private static final List<String> FIELDS =
            List.of(FieldRules.DEVICE_ID, FieldRules.METRIC, FieldRules.VALUE, FieldRules.TIMESTAMP);

    /**
     * The columns that have other names than the fields.
     *
     * @param byField column by field
     * @throws IllegalArgumentException where something is no field of a reading
     */
    public static Columns of(Map<String, String> byField) {
        byField.keySet().stream()
                .filter(field -> !FIELDS.contains(field))
                .findFirst()
                .ifPresent(field -> {
                    throw new IllegalArgumentException(field + " is no field of a reading; expected one of "
                            + String.join(", ", FIELDS)
                            + NearestName.of(field, FIELDS)
                                    .map(near -> "; did you mean " + near + "?")
                                    .orElse(""));
                });
        List<String> columns =
                FIELDS.stream().map(field -> byField.getOrDefault(field, field)).toList();
        return new Columns(columns.get(0), columns.get(1), columns.get(2), columns.get(3));
    }
}

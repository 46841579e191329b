package io.meridian.app.replay;

import io.meridian.reading.FieldRules;
import io.meridian.reading.Reading;
import io.meridian.reading.Violation;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/** The rows of a file, one after the other. Not for sharing between threads. */
interface Rows {
    /**
     * The next row; empty at the end.
     *
     * @throws ReplayException where it cannot be told where the row after this one begins
     */
    Optional<Row> next() throws IOException;

    /** A reading of these fields, or why they are none. */
    static Row of(long line, Columns columns, String deviceId, String metric, double value, String timestamp) {
        if (FieldRules.deviceNumber(deviceId).isEmpty()) {
            return bad(line, columns.deviceId(), FieldRules.invalidDeviceId(deviceId));
        }
        Optional<Violation> unfit = FieldRules.checkMetric(metric);
        if (unfit.isPresent()) {
            return bad(line, columns.metric(), unfit.get());
        }
        if (!Double.isFinite(value)) {
            return bad(line, columns.value(), FieldRules.notFinite(Double.toString(value)));
        }
        OptionalLong time = FieldRules.parseTimestamp(timestamp);
        return time.isEmpty()
                ? bad(line, columns.timestamp(), FieldRules.invalidTimestamp(timestamp))
                : new Row.Sound(line, new Reading(deviceId, metric, value, time.getAsLong()));
    }

    private static Row bad(long line, String column, Violation violation) {
        return new Row.Bad(line, column + ": " + violation.message());
    }
}

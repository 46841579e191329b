package io.meridian.topology.judge;

import io.meridian.reading.DecodedFields;
import io.meridian.reading.RejectCode;
import io.meridian.reading.Violation;
import io.meridian.topology.settings.Limits;
import io.meridian.topology.settings.Settings;
import io.meridian.topology.settings.SettingsHistory;
import io.meridian.topology.settings.SettingsInForce;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rules that need more than the record's own bytes: the settings of its event time, and the Kafka record's
 * timestamp. Lateness is not among them, as it depends on the records before.
 */
public final class Judge {
    private final SettingsHistory history;
    private final long maxAhead;

    /**
     * @param history by which readings are judged, each by the settings of its own event time
     * @param maxAhead how far a reading may be ahead of its Kafka record's timestamp, in milliseconds
     */
    public Judge(SettingsHistory history, long maxAhead) {
        this.history = history;
        this.maxAhead = maxAhead;
    }

    /** The settings of one event time after another, for the thread that calls this. */
    public SettingsInForce settingsInForce() {
        return new SettingsInForce(history);
    }

    /**
     * Everything that is wrong with a decoded record: what the decoder found, then what these rules find on the fields
     * that could be read.
     *
     * @param settings those of the reading's event time; the newest where it has none
     * @param recordTimestamp the Kafka record's own, in milliseconds; below 0 where it has none
     */
    public List<Violation> violations(DecodedFields fields, Settings settings, long recordTimestamp) {
        List<Violation> found = new ArrayList<>(fields.violations());
        fields.metric().ifPresent(metric -> checkMetric(metric, fields, settings, found));
        fields.device().ifPresent(device -> checkDevice(device, settings, found));
        fields.timestamp().ifPresent(timestamp -> checkAhead(timestamp, recordTimestamp, found));
        return found;
    }

    private void checkMetric(String metric, DecodedFields fields, Settings settings, List<Violation> found) {
        Optional<Limits> limits = settings.limits(metric);
        if (limits.isEmpty()) {
            found.add(new Violation(
                    RejectCode.UNKNOWN_METRIC,
                    "metric",
                    "expected one of the " + settings.metrics().size()
                            + " metrics that the settings list, found another"
                            + "; list it in the settings, or set unknown_metrics: accept"));
        } else if (fields.value().isPresent()
                && !limits.get().allow(fields.value().getAsDouble())) {
            found.add(new Violation(
                    RejectCode.OUT_OF_RANGE,
                    "value",
                    "expected " + limits.get().min() + " to " + limits.get().max() + ", found "
                            + fields.value().getAsDouble()));
        }
    }

    private static void checkDevice(int device, Settings settings, List<Violation> found) {
        if (settings.regionIndex(device) < 0) {
            found.add(new Violation(
                    RejectCode.UNMAPPED_DEVICE,
                    "device_id",
                    "expected a device that the settings map to a region, found d-%04d; map it, or set unmapped_devices: unassigned"
                            .formatted(device)));
        }
    }

    private void checkAhead(long timestamp, long recordTimestamp, List<Violation> found) {
        if (isAhead(timestamp, recordTimestamp)) {
            found.add(new Violation(
                    RejectCode.FUTURE,
                    "timestamp",
                    "expected at most " + maxAhead + " ms after the Kafka record's own timestamp "
                            + Instant.ofEpochMilli(recordTimestamp) + ", found "
                            + (timestamp - recordTimestamp) + " ms after it; is the device's clock right?"));
        }
    }

    /**
     * Whether a reading is further ahead of its Kafka record than allowed.
     *
     * @param timestamp the reading's event time, in milliseconds
     * @param recordTimestamp the Kafka record's own, in milliseconds; below 0 where it has none
     */
    public boolean isAhead(long timestamp, long recordTimestamp) {
        return recordTimestamp >= 0 && timestamp - recordTimestamp > maxAhead;
    }
}

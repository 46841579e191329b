package io.meridian.benchmarks.flink;

import io.meridian.benchmarks.workload.Fleet;
import io.meridian.reading.DecodedFields;
import io.meridian.reading.FastReadingDecoder;
import io.meridian.reading.ReadingFields;
import io.meridian.reading.StrictReadingDecoder;
import org.jspecify.annotations.Nullable;

/** Meridian's own decoders: the fast one for the canonical form, the strict one for all else. */
final class MeridianParser implements ReadingParser {
    static final int MAX_BYTES = 65_536;

    private final SeriesTable table;
    private final FastReadingDecoder fast = new FastReadingDecoder(MAX_BYTES, false);
    private final StrictReadingDecoder strict = new StrictReadingDecoder(MAX_BYTES, false);
    private final ReadingFields fields = new ReadingFields();

    MeridianParser(Fleet fleet) {
        this.table = new SeriesTable(fleet);
    }

    @Override
    public boolean parse(byte @Nullable [] json, Arrival into) {
        if (json != null && fast.decode(json, fields)) {
            return accept(fields.device, fields.metric, fields.value, fields.timestamp, into);
        }
        DecodedFields decoded = strict.decode(json);
        return decoded.violations().isEmpty()
                && accept(
                        decoded.device().orElseThrow(),
                        decoded.metric().orElseThrow(),
                        decoded.value().orElseThrow(),
                        decoded.timestamp().orElseThrow(),
                        into);
    }

    private boolean accept(int device, String metric, double value, long timestamp, Arrival into) {
        into.series = table.find(device, metric);
        into.device = device;
        into.value = value;
        into.timestamp = timestamp;
        return into.series != null && value >= Fleet.MIN && value <= Fleet.MAX;
    }
}

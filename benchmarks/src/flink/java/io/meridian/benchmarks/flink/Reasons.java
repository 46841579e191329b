package io.meridian.benchmarks.flink;

import io.meridian.benchmarks.workload.Fleet;
import io.meridian.reading.DecodedFields;
import io.meridian.reading.RejectCode;
import io.meridian.reading.StrictReadingDecoder;
import io.meridian.reading.Violation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything that is wrong with an invalid record, as Meridian tells it: by its strict decoder, and the fleet's rules. */
final class Reasons {
    private final StrictReadingDecoder strict = new StrictReadingDecoder(MeridianParser.MAX_BYTES, false);
    private final int devices;

    /** @param devices how many of them have a region */
    Reasons(int devices) {
        this.devices = devices;
    }

    List<Violation> of(byte @Nullable [] json) {
        DecodedFields decoded = strict.decode(json);
        List<Violation> found = new ArrayList<>(decoded.violations());
        decoded.device().ifPresent(device -> {
            if (device >= devices) {
                found.add(new Violation(
                        RejectCode.UNMAPPED_DEVICE,
                        "device_id",
                        "expected a device that a region lists, found another; list it in the settings"));
            }
        });
        decoded.value().ifPresent(value -> {
            if (value < Fleet.MIN || value > Fleet.MAX) {
                found.add(new Violation(
                        RejectCode.OUT_OF_RANGE,
                        "value",
                        "expected " + Fleet.MIN + " to " + Fleet.MAX + ", found " + value));
            }
        });
        return found;
    }
}

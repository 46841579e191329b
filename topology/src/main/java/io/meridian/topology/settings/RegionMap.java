package io.meridian.topology.settings;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Which region each device belongs to.
 *
 * @param names of the regions
 * @param indexes for each device number the place of its region in the names, -1 for none
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on within the package, never compared.
record RegionMap(List<String> names, short[] indexes) {
    /** Collects ranges, of which no two may share a device. */
    static final class Builder {
        private static final short NONE = -1;

        private final List<String> names = new ArrayList<>();
        private final short[] indexes = new short[Settings.DEVICES];

        Builder() {
            Arrays.fill(indexes, NONE);
        }

        /** Adds devices to a region; answers the region that has one of them already, and then adds none. */
        Optional<String> add(String region, DeviceRange range) {
            for (int device = range.first(); device <= range.last(); device++) {
                if (indexes[device] != NONE) {
                    return Optional.of(names.get(indexes[device]));
                }
            }
            if (!names.contains(region)) {
                names.add(region);
            }
            Arrays.fill(indexes, range.first(), range.last() + 1, (short) names.indexOf(region));
            return Optional.empty();
        }

        /** @param assignRest whether devices in no range go to {@link Settings#UNASSIGNED} rather than nowhere */
        RegionMap build(boolean assignRest) {
            List<String> all = new ArrayList<>(names);
            short[] complete = indexes.clone();
            if (assignRest) {
                all.add(Settings.UNASSIGNED);
                for (int device = 0; device < complete.length; device++) {
                    complete[device] = complete[device] == NONE ? (short) names.size() : complete[device];
                }
            }
            return new RegionMap(List.copyOf(all), complete);
        }
    }
}

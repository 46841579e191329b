package io.meridian.connect.scan;

import static java.util.Objects.requireNonNull;

import io.meridian.connect.detect.Sighting;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** What one look at the directory brought. */
public sealed interface Scan {
    /**
     * The whole directory.
     *
     * @param files what was found, by path
     */
    record Seen(SortedMap<String, Sighting> files) implements Scan {
        public Seen {
            files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
        }
    }

    /**
     * Nothing that could be trusted, which is not the same as an empty directory.
     *
     * @param reason what failed, and what was expected
     */
    record Failed(String reason) implements Scan {
        public Failed {
            requireNonNull(reason, "reason");
        }
    }
}

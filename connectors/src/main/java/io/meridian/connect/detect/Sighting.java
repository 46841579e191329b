package io.meridian.connect.detect;

import static java.util.Objects.requireNonNull;

/** What one look at one file found. */
public sealed interface Sighting {
    /** It was read whole. */
    record Whole(FileVersion version) implements Sighting {
        public Whole {
            requireNonNull(version, "version");
        }
    }

    /** It changed while it was being read. */
    record Unsteady() implements Sighting {}

    /**
     * It is there but cannot be a part of the set.
     *
     * @param reason what it is, and what would be right
     */
    record Unusable(String reason) implements Sighting {
        public Unusable {
            requireNonNull(reason, "reason");
        }
    }
}

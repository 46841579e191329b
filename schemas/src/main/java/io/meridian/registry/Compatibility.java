package io.meridian.registry;

import java.util.List;

/** Whether a registry would take a schema under a subject. */
public sealed interface Compatibility {
    /** It would; also where the subject has no version yet, or allows every change. */
    record Compatible() implements Compatibility {}

    /**
     * It would not.
     *
     * @param reasons what the registry says of it, one line each; empty where it says nothing
     */
    record Incompatible(List<String> reasons) implements Compatibility {
        public Incompatible {
            reasons = List.copyOf(reasons);
        }
    }
}

package io.meridian.topology.refresh;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A whole set of settings files, as one event of the topic brings it.
 *
 * @param source which directory it was
 * @param generation which of its changes this is, at least 1
 * @param effectiveAt from which event time on it holds, in milliseconds since 1970-01-01T00:00:00Z
 * @param sha256 over all files, as {@link io.meridian.topology.settings.SettingsCompiler#sha256} defines it
 * @param files content by path
 */
record RefreshEvent(String source, long generation, long effectiveAt, String sha256, SortedMap<String, byte[]> files) {
    RefreshEvent {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }
}

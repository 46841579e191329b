package io.meridian.connect.detect;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Tells when a directory that is looked at again and again has come to a new rest. Level-triggered: it compares what is
 * there with what was passed on last, and needs to know nothing of what happened in between. A change is passed on when every
 * file that differs has been seen alike for the settling time, so that files changed together come together.
 *
 * <p>Pure: times are handed in, from a clock that never goes back. For one thread.
 */
public final class ChangeDetector {
    private final SettleRules rules;
    private final Map<String, Observation> observations = new HashMap<>();
    private FileIndex known;

    /** @param known what was passed on last; empty where nothing was */
    public ChangeDetector(SettleRules rules, FileIndex known) {
        this.rules = requireNonNull(rules, "rules");
        this.known = requireNonNull(known, "known");
    }

    /**
     * Takes in one look at the whole directory.
     *
     * @param now when the look began, in nanoseconds as of {@link System#nanoTime()}
     * @param seen every file that was found, by path
     */
    public Verdict observe(long now, SortedMap<String, Sighting> seen) {
        remember(now, seen);
        SortedSet<String> differing = differing(seen);
        if (differing.isEmpty()) {
            return new Verdict.Unchanged();
        }
        Duration wait = longestWait(now, differing, seen);
        if (!wait.isZero() && !wait.isNegative()) {
            return new Verdict.Settling(wait);
        }
        return heldBack(seen).<Verdict>map(Verdict.HeldBack::new).orElseGet(() -> settled(seen));
    }

    /** The directory could not be looked at: whatever it shows next has to settle anew, deletions above all. */
    public void couldNotLook() {
        observations.clear();
    }

    private void remember(long now, SortedMap<String, Sighting> seen) {
        observations
                .keySet()
                .removeIf(path -> !seen.containsKey(path) && !known.hashes().containsKey(path));
        for (String path : known.hashes().keySet()) {
            if (!seen.containsKey(path)) {
                observe(now, path, Observation.MISSING);
            }
        }
        seen.forEach((path, sighting) -> {
            if (sighting instanceof Sighting.Whole whole) {
                observe(now, path, whole.version().sha256());
            } else if (sighting instanceof Sighting.Unusable unusable) {
                observe(now, path, "unusable: " + unusable.reason());
            } else {
                // Never alike, so it starts to settle only when it has been read whole.
                observations.put(path, new Observation(Observation.UNSTEADY, now));
            }
        });
    }

    private void observe(long now, String path, String state) {
        observations.merge(path, new Observation(state, now), (old, young) -> old.state.equals(state) ? old : young);
    }

    /** The paths that may lead to a change. What cannot be used and was not known leads to none. */
    private SortedSet<String> differing(SortedMap<String, Sighting> seen) {
        SortedSet<String> paths = new TreeSet<>(known.hashes().keySet());
        paths.addAll(seen.keySet());
        paths.removeIf(path -> {
            Sighting sighting = seen.get(path);
            String hash = known.hashes().get(path);
            return sighting instanceof Sighting.Whole whole
                    ? whole.version().sha256().equals(hash)
                    : sighting instanceof Sighting.Unusable && hash == null;
        });
        return paths;
    }

    private Duration longestWait(long now, SortedSet<String> differing, SortedMap<String, Sighting> seen) {
        long longest = 0;
        for (String path : differing) {
            Duration need = seen.containsKey(path) ? rules.settle() : rules.deletion();
            long waited = now - requireNonNull(observations.get(path)).since;
            boolean unsteady = seen.get(path) instanceof Sighting.Unsteady;
            longest = Math.max(longest, unsteady ? need.toNanos() : need.toNanos() - waited);
        }
        return Duration.ofNanos(longest);
    }

    private Optional<String> heldBack(SortedMap<String, Sighting> seen) {
        for (String path : known.hashes().keySet()) {
            if (seen.get(path) instanceof Sighting.Unusable unusable) {
                return Optional.of(path + " was a part of the settings and cannot be read any more: "
                        + unusable.reason() + ". Nothing is passed on until it can be read or is removed");
            }
        }
        long now =
                seen.values().stream().filter(Sighting.Whole.class::isInstance).count();
        long lost = known.size() - now;
        if (lost > rules.maxDeleteRatio() * known.size()) {
            return Optional.of("of " + known.size() + " files known, only " + now
                    + " are left. Nothing is passed on until files return; if they were deleted on purpose, set"
                    + " max.delete.ratio to 1");
        }
        return Optional.empty();
    }

    private Verdict settled(SortedMap<String, Sighting> seen) {
        FileSet files = FileSet.of(seen.values().stream()
                .filter(Sighting.Whole.class::isInstance)
                .map(sighting -> ((Sighting.Whole) sighting).version())
                .toList());
        known = files.index();
        return new Verdict.Settled(files);
    }

    private record Observation(String state, long since) {
        /** Neither is a hash, nor what is said of a file that cannot be used. */
        static final String MISSING = "missing";

        static final String UNSTEADY = "unsteady";
    }
}

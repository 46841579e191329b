package io.meridian.topology.refresh;

import static java.util.Objects.requireNonNull;

import io.meridian.topology.settings.SettingsProblem;
import java.util.List;
import java.util.OptionalLong;

/**
 * Why one record of the topic of refresh events changed nothing.
 *
 * @param offset of the record in its partition
 * @param timestamp the record's own, in milliseconds since 1970-01-01T00:00:00Z; below 0 where it has none
 * @param generation the one it would have been, where that could be read
 * @param problems the first things that are wrong with it, at least one
 * @param more how many others there are
 */
public record Refusal(long offset, long timestamp, OptionalLong generation, List<SettingsProblem> problems, int more) {
    private static final int MAX_PROBLEMS = 20;

    public Refusal {
        requireNonNull(generation, "generation");
        problems = List.copyOf(problems);
        if (problems.isEmpty()) {
            throw new IllegalArgumentException("a refusal without a reason");
        }
    }

    static Refusal of(long offset, long timestamp, OptionalLong generation, List<SettingsProblem> all) {
        List<SettingsProblem> first = all.subList(0, Math.min(all.size(), MAX_PROBLEMS));
        return new Refusal(offset, timestamp, generation, first, all.size() - first.size());
    }
}

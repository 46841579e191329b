package io.meridian.topic;

import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** How a topic sheds old records; a topic may have both ways. */
public enum CleanupPolicy {
    /** Keeps the newest record of each key. */
    COMPACT,
    /** Drops what is past its retention. */
    DELETE;

    /** As in the topic setting {@code cleanup.policy}: {@code compact}, {@code delete} or {@code compact,delete}. */
    public static String setting(Set<CleanupPolicy> policies) {
        return policies.stream()
                .sorted(Comparator.naturalOrder())
                .map(policy -> policy.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(","));
    }

    /**
     * Reads the topic setting {@code cleanup.policy}, in any order.
     *
     * @throws IllegalArgumentException if it names something else
     */
    public static Set<CleanupPolicy> parse(String setting) {
        Set<CleanupPolicy> policies = EnumSet.noneOf(CleanupPolicy.class);
        Arrays.stream(setting.split(",", -1))
                .map(name -> name.strip().toUpperCase(Locale.ROOT))
                .filter(name -> !name.isEmpty())
                .forEach(name -> policies.add(valueOf(name)));
        return policies;
    }
}

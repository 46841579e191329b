package io.meridian.app.load;

import java.util.ArrayList;
import java.util.List;

/**
 * What load is made up.
 *
 * @param seed the same seed makes the same readings, but for their times
 * @param devices how many devices, 1 to 10,000: d-0000 and up
 * @param metrics what they measure, at least one, with values from 0 to 100
 * @param invalidShare how many of the records are invalid, 0 to 1
 */
public record LoadProfile(long seed, int devices, List<String> metrics, double invalidShare) {
    public LoadProfile {
        metrics = List.copyOf(metrics);
    }

    /** What is wrong, one line for each, naming its flag; nothing where all can be done. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (devices < 1 || devices > 10_000) {
            problems.add("--devices " + devices + ": expected 1 to 10000");
        }
        if (metrics.isEmpty() || metrics.stream().anyMatch(String::isBlank)) {
            problems.add("--metrics: expected one name or more, separated by commas");
        }
        if (!(invalidShare >= 0 && invalidShare <= 1)) {
            problems.add("--invalid-share " + invalidShare + ": expected 0 to 1");
        }
        return problems;
    }
}

package io.meridian.benchmarks.throughput;

import java.util.List;
import java.util.function.DoubleFunction;

/** The middle and the ends of some figures. */
record Spread(double median, double min, double max) {
    /** @param figures at least one */
    static Spread of(List<Double> figures) {
        List<Double> sorted = figures.stream().sorted().toList();
        if (sorted.isEmpty()) {
            throw new IllegalArgumentException("no figures");
        }
        int middle = sorted.size() / 2;
        double median = sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        return new Spread(median, sorted.get(0), sorted.get(sorted.size() - 1));
    }

    /** As {@code median (min–max)}. */
    String text(DoubleFunction<String> format) {
        // Too few records for a second half give no number.
        return Double.isNaN(median)
                ? "–"
                : format.apply(median) + " (" + format.apply(min) + "–" + format.apply(max) + ")";
    }
}

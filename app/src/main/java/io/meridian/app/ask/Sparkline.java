package io.meridian.app.ask;

import com.fasterxml.jackson.databind.JsonNode;
import io.meridian.app.deadletters.Harmless;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The means of one series, oldest first, as a row of bars. */
public final class Sparkline {
    private static final String BARS = "▁▂▃▄▅▆▇█";
    private static final int MOST = 60;

    private Sparkline() {}

    /** A line for each series that has more than one row: its name, the bars, and the lowest and highest mean. */
    public static List<String> of(List<JsonNode> rows) {
        Map<String, Map<String, Double>> means = new TreeMap<>();
        for (JsonNode row : rows) {
            if (row.path("mean").isNumber()) {
                String series =
                        row.path("region").asText("") + " " + row.path("metric").asText("");
                means.computeIfAbsent(Harmless.text(series.strip()), any -> new TreeMap<>())
                        .put(row.at("/window/start").asText(), row.path("mean").asDouble());
            }
        }
        return means.entrySet().stream()
                .filter(series -> series.getValue().size() > 1)
                .map(series ->
                        line(series.getKey(), List.copyOf(series.getValue().values())))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static String line(String name, List<Double> means) {
        List<Double> newest = means.subList(Math.max(0, means.size() - MOST), means.size());
        double low = newest.stream().mapToDouble(Double::doubleValue).min().orElse(0);
        double high = newest.stream().mapToDouble(Double::doubleValue).max().orElse(0);
        String bars = newest.stream()
                .map(mean -> String.valueOf(BARS.charAt(height(mean, low, high))))
                .collect(Collectors.joining());
        return String.format(java.util.Locale.ROOT, "%s  %s  %.2f to %.2f", bars, name, low, high);
    }

    private static int height(double mean, double low, double high) {
        return high == low ? 0 : (int) Math.min(BARS.length() - 1, (mean - low) / (high - low) * BARS.length());
    }
}

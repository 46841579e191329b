package io.meridian.chaos;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** What processes used over time as a picture in SVG: one below the other their memory, threads and open files, each from 0 on. */
final class Plot {
    private static final int LEFT = 60;
    private static final int WIDTH = 640;
    private static final int HEIGHT = 90;
    private static final int APART = 130;
    private static final List<String> COLOURS = List.of("#0b6bcb", "#c4421a", "#2e7d32");

    private final List<Samples> processes;
    private final long seconds;

    /** @param processes each with at least one sample; at most three */
    Plot(List<Samples> processes) {
        this.processes = processes;
        this.seconds = Math.max(1, greatest(Samples::seconds));
    }

    String svg() {
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="12">
                <rect width="100%%" height="100%%" fill="#fff"/>
                %s%s%s</svg>
                """.formatted(
                        LEFT + WIDTH + 20,
                        3 * APART + 10,
                        panel(0, "resident memory, MB", ProcessFigures::megabytes),
                        panel(1, "threads", ProcessFigures::threads),
                        panel(2, "open files", ProcessFigures::files));
    }

    private String panel(int place, String what, ToLongFunction<ProcessFigures> figure) {
        long most = Math.max(1, greatest(samples -> samples.values(figure)));
        int top = place * APART + 25;
        int bottom = top + HEIGHT;
        StringBuilder panel = new StringBuilder();
        panel.append("<text x='%d' y='%d'>%s</text>%n".formatted(LEFT, top - 8, what));
        panel.append("<text x='%d' y='%d' text-anchor='end'>%d</text>%n".formatted(LEFT - 6, top + 4, most));
        panel.append("<text x='%d' y='%d' text-anchor='end'>0</text>%n".formatted(LEFT - 6, bottom + 4));
        panel.append("<text x='%d' y='%d' text-anchor='end'>%d min</text>%n"
                .formatted(LEFT + WIDTH, bottom + 14, Math.round(seconds / 60.0)));
        panel.append("<path d='M%d %dV%dH%d' fill='none' stroke='#888'/>%n".formatted(LEFT, top, bottom, LEFT + WIDTH));
        for (int process = 0; process < processes.size(); process++) {
            panel.append("<polyline fill='none' stroke='%s' points='%s'/>%n"
                    .formatted(COLOURS.get(process), points(processes.get(process), figure, most, bottom)));
        }
        return panel.toString();
    }

    private String points(Samples samples, ToLongFunction<ProcessFigures> figure, long most, int bottom) {
        List<Long> at = samples.seconds();
        List<Long> values = samples.values(figure);
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < at.size(); i++) {
            points.append(String.format(
                    Locale.ROOT,
                    "%.1f,%.1f ",
                    LEFT + (double) at.get(i) * WIDTH / seconds,
                    bottom - (double) values.get(i) * HEIGHT / most));
        }
        return points.toString().strip();
    }

    private long greatest(Function<Samples, List<Long>> figures) {
        return processes.stream()
                .flatMap(samples -> figures.apply(samples).stream())
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
    }
}

package io.meridian.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** What one process used, at even distances in time. */
final class Samples {
    private static final int PARTS = 5;

    private final List<Long> seconds = new ArrayList<>();
    private final List<ProcessFigures> figures = new ArrayList<>();

    void add(long second, ProcessFigures now) {
        seconds.add(second);
        figures.add(now);
    }

    /**
     * Whether it uses more and more: the median of the last fifth against that of the second, as the first is the start. Empty
     * where it does not, else what grew.
     */
    Optional<String> growth() {
        return grew("megabytes", ProcessFigures::megabytes, 20)
                .or(() -> grew("threads", ProcessFigures::threads, 5))
                .or(() -> grew("open files", ProcessFigures::files, 5));
    }

    private Optional<String> grew(String what, ToLongFunction<ProcessFigures> figure, int percent) {
        long early = median(figure, 1);
        long late = median(figure, PARTS - 1);
        return late * 100 > early * (100 + percent)
                ? Optional.of(what + " grew from " + early + " to " + late)
                : Optional.empty();
    }

    private long median(ToLongFunction<ProcessFigures> figure, int part) {
        int size = figures.size();
        List<Long> some = values(figure).subList(size * part / PARTS, size * (part + 1) / PARTS);
        return Report.quantile(some.stream().sorted().toList(), 0.5);
    }

    List<Long> seconds() {
        return seconds;
    }

    List<Long> values(ToLongFunction<ProcessFigures> figure) {
        return figures.stream().map(figure::applyAsLong).toList();
    }

    /** A line of comma-separated values for each time. */
    void write(Path file) throws IOException {
        List<String> lines = new ArrayList<>(List.of("second,resident_megabytes,threads,open_files"));
        for (int i = 0; i < figures.size(); i++) {
            ProcessFigures now = figures.get(i);
            lines.add(seconds.get(i) + "," + now.megabytes() + "," + now.threads() + "," + now.files());
        }
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, lines);
    }

    @Override
    public String toString() {
        return "from " + figures.get(figures.size() / PARTS) + " to " + figures.get(figures.size() - 1);
    }
}

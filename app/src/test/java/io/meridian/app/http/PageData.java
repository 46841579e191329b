package io.meridian.app.http;

import io.meridian.app.deadletters.DeadLetter;
import io.meridian.app.deadletters.DeadLetterPage;
import io.meridian.app.deadletters.Fault;
import io.meridian.app.deadletters.Origin;
import io.meridian.app.deadletters.Place;
import io.meridian.app.query.Answer;
import io.meridian.app.query.Figures;
import io.meridian.app.query.RollupRow;
import io.meridian.app.query.WindowRow;
import io.meridian.topology.aggregate.Series;
import io.meridian.topology.aggregate.WindowAggregate;
import io.meridian.topology.closing.Status;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.header.internals.RecordHeader;

/** What a server has to tell, for a page to show. */
final class PageData {
    static final String HOSTILE = "<img src=x onerror=\"window.broken=true\">";

    private static final long MINUTE = 60_000;

    private PageData() {}

    /** The window that is running. */
    static long now() {
        return System.currentTimeMillis() / MINUTE * MINUTE;
    }

    /** An open window with these values, each of another device. */
    static WindowRow row(String region, String metric, double... values) {
        return row(region, metric, now(), Status.OPEN, 0, values);
    }

    static WindowRow row(String region, String metric, long start, Status status, int revision, double... values) {
        return new WindowRow(
                new Series(region, metric), start, start + MINUTE, status, revision, Figures.of(aggregate(values)));
    }

    private static WindowAggregate aggregate(double... values) {
        WindowAggregate aggregate = new WindowAggregate();
        for (int device = 0; device < values.length; device++) {
            aggregate.add(device, values[device], 7);
        }
        return aggregate;
    }

    /** Some regions and metrics, one of the names hostile. */
    static List<WindowRow> everyday() {
        List<WindowRow> rows = new ArrayList<>();
        double value = 11;
        for (String region : List.of("apac", "eu", "latam", "us", HOSTILE)) {
            for (String metric : List.of("cpu_load", "humidity", "temperature")) {
                value = (value * 17 + 23) % 83;
                rows.add(row(region, metric, value + 3, value + 5.5, value + 9, value + 16));
            }
        }
        rows.add(row("eu", "voltage", now() - MINUTE, Status.FINAL, 2, 229.5, 231));
        return rows;
    }

    /** So many series, a hundred metrics each region. */
    static List<WindowRow> many(int series) {
        List<WindowRow> rows = new ArrayList<>();
        for (int one = 0; one < series; one++) {
            rows.add(row("region-%02d".formatted(one / 100), "metric_%02d".formatted(one % 100), one, one + 1));
        }
        return rows;
    }

    /** Steps of a minute, newest first; the newest is open, the fifth was corrected, the ninth is missing. */
    static List<RollupRow> history(String region, String metric, int steps) {
        List<RollupRow> rows = new ArrayList<>();
        for (int step = 0; step < steps; step++) {
            if (step != 8) {
                long start = now() - step * MINUTE;
                double level = 50 + 20 * Math.sin(step / 7.0);
                rows.add(new RollupRow(
                        Optional.of(region),
                        Optional.of(metric),
                        start,
                        start + MINUTE,
                        step == 0 ? Status.OPEN : Status.FINAL,
                        step == 4 ? 1 : 0,
                        Figures.of(aggregate(level - 9, level - 2, level, level + 3, level + 7, level + 15))));
            }
        }
        return rows;
    }

    static DeadLetter letter(int offset, String code, byte[] payload) {
        return new DeadLetter(
                new Place(1, offset),
                System.currentTimeMillis() - offset,
                Optional.of(new Origin("telemetry.raw", 1, 40)),
                List.of(
                        new Fault(code, "value", "expected at most 100, found " + HOSTILE),
                        new Fault("LATE", "", "late")),
                Optional.empty(),
                0,
                Optional.empty(),
                Optional.of("d-0001"),
                new byte[] {'k'},
                payload,
                List.of(new RecordHeader("trace", "t-1".getBytes(StandardCharsets.UTF_8))));
    }

    /** Has the server tell all of it. */
    static void fill(TestServer server) {
        server.aggregates.latest = new Answer.Found<>(everyday());
        server.aggregates.rollup = new Answer.Found<>(history("eu", "cpu_load", 40));
        byte[] text = ("{\"device_id\":\"" + HOSTILE + "\u202e\"}").getBytes(StandardCharsets.UTF_8);
        server.deadLetters.page = new DeadLetterPage(
                List.of(letter(9, "OUT_OF_RANGE", text), letter(8, "INVALID_JSON", new byte[] {0, 'a', -1})),
                Optional.empty());
        server.settings.follow(SettingsRoutesTest::status, () -> {});
        server.health.enter(new io.meridian.app.health.Phase.Running());
    }
}

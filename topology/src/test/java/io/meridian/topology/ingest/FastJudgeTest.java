package io.meridian.topology.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.meridian.reading.DecodedFields;
import io.meridian.reading.FastReadingDecoder;
import io.meridian.reading.ReadingFields;
import io.meridian.reading.StrictReadingDecoder;
import io.meridian.topology.aggregate.Series;
import io.meridian.topology.judge.Judge;
import io.meridian.topology.settings.CompileResult.Compiled;
import io.meridian.topology.settings.Settings;
import io.meridian.topology.settings.SettingsCompiler;
import io.meridian.topology.settings.SettingsHistory;
import java.time.Instant;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FastJudgeTest {
    private static final long NOON = Instant.parse("2025-03-12T12:00:00Z").toEpochMilli();
    private static final String[] METRICS = {"cpu_load", "temperature", "humidity"};

    private final SettingsHistory history = new SettingsHistory(settings(1, 0, """
            regions: {us: [d-0000..d-0004]}
            metrics: {cpu_load: {min: 0, max: 10}}
            """));
    private final Judge judge = new Judge(history, 60_000);
    private final FastJudge fast = new FastJudge(judge, new SeriesTable());
    private final FastReadingDecoder decoder = new FastReadingDecoder();
    private final StrictReadingDecoder strict = new StrictReadingDecoder(65_536, false);

    @Test
    void shouldAcceptExactlyWhatTheJudgeFindsNothingWrongWith() {
        add(settings(2, NOON, """
                regions: {eu: [d-0003..d-0006]}
                unmapped_devices: reject
                metrics: {temperature: {min: -5, max: 5}}
                unknown_metrics: reject
                """));
        SplittableRandom random = new SplittableRandom(3);
        int accepted = 0;
        for (int i = 0; i < 20_000; i++) {
            String json = "{\"device_id\":\"d-000%d\",\"metric\":\"%s\",\"value\":%d,\"timestamp\":\"%s\"}"
                    .formatted(
                            random.nextInt(10),
                            METRICS[random.nextInt(METRICS.length)],
                            random.nextInt(-10, 15),
                            Instant.ofEpochMilli(NOON + random.nextLong(-120_000, 120_000)));
            long recordTimestamp = random.nextInt(10) == 0 ? -1 : NOON + random.nextLong(-120_000, 120_000);

            DecodedFields decoded = strict.decode(json.getBytes(UTF_8));
            Settings settings = settingsAt(decoded.timestamp().orElseThrow());
            boolean right = judge.violations(decoded, settings, recordTimestamp).isEmpty();
            NumberedSeries series = series(json, recordTimestamp);

            assertThat(series != null).as(json + " at " + recordTimestamp).isEqualTo(right);
            if (series != null) {
                accepted++;
                assertThat(series.series())
                        .as(json)
                        .isEqualTo(new Series(
                                settings.region(decoded.device().orElseThrow()).orElseThrow(),
                                decoded.metric().orElseThrow()));
            }
        }
        assertThat(accepted).isBetween(2_000, 15_000);
    }

    @Test
    void shouldJudgeByNewSettingsFromTheirTimeOn() {
        String json =
                "{\"device_id\":\"d-0001\",\"metric\":\"cpu_load\",\"value\":50,\"timestamp\":\"2025-03-12T12:00:00Z\"}";
        assertThat(series(json, NOON)).isNull();

        add(settings(2, NOON, "metrics: {cpu_load: {min: 0, max: 100}}\n"));

        NumberedSeries series = series(json, NOON);
        assertThat(requireNonNull(series).series()).isEqualTo(new Series("unassigned", "cpu_load"));
    }

    private @Nullable NumberedSeries series(String json, long recordTimestamp) {
        ReadingFields fields = new ReadingFields();
        assertThat(decoder.decode(json.getBytes(UTF_8), fields)).as(json).isTrue();
        return fast.series(fields, settingsAt(fields.timestamp), recordTimestamp);
    }

    private void add(Settings settings) {
        history.replace(history.timeline().with(settings));
    }

    private Settings settingsAt(long timestamp) {
        return history.timeline().at(timestamp);
    }

    private static Settings settings(long generation, long effectiveAt, String yaml) {
        return ((Compiled) SettingsCompiler.compile(generation, effectiveAt, Map.of("a.yaml", yaml.getBytes(UTF_8))))
                .settings();
    }
}

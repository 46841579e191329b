package io.meridian.app.http;

import static io.meridian.app.http.TestServer.json;
import static io.meridian.app.http.TestServer.problem;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meridian.app.metrics.Metrics;
import io.meridian.topology.refresh.Refusal;
import io.meridian.topology.refresh.SettingsStatus;
import io.meridian.topology.settings.CompileResult;
import io.meridian.topology.settings.Settings;
import io.meridian.topology.settings.SettingsCompiler;
import io.meridian.topology.settings.SettingsProblem;
import io.meridian.topology.settings.SettingsTimeline;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsRoutesTest {
    private final TestServer server = new TestServer();
    private final AtomicInteger readAgain = new AtomicInteger();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void shouldShowWhatIsInForceWhatComesAndWhatWasRefused() throws Exception {
        server.settings.follow(SettingsRoutesTest::status, () -> {});

        JsonNode row = json(server.get("/v1/config")).path("rows").path(0);

        assertThat(row.path("active").path("sha256").asText()).hasSize(64);
        ((ObjectNode) row.path("active")).remove("sha256");
        assertThat(row.path("active")).isEqualTo(new ObjectMapper().readTree("""
                        {"generation": 7, "effective_at": "2025-03-12T14:30:00Z",
                         "regions": {"eu": ["d-0100..d-1999", "d-8842"], "us": ["d-0017..d-0018"]},
                         "unmapped_devices": "reject",
                         "metrics": {"cpu_load": {"min": 0.0, "max": 100.0, "unit": "percent"}},
                         "unknown_metrics": "accept"}"""));
        assertThat(row.path("pending").path("generation").asLong()).isEqualTo(8);
        assertThat(row.path("from_topic").asBoolean()).isTrue();
        assertThat(row.path("refused").asLong()).isEqualTo(3);
        assertThat(row.path("last_refusal")).isEqualTo(new ObjectMapper().readTree("""
                        {"offset": 12, "timestamp": "2025-03-12T14:31:00Z", "generation": 9, "more": 4,
                         "problems": [{"file": "regions.yaml", "line": 3, "field": "regions.eu", "message": "overlaps"}]}"""));
        assertThat(row.path("trouble").isNull()).isTrue();
    }

    @Test
    void shouldShowNothingInForceWhileStarting() throws Exception {
        JsonNode row = json(server.get("/v1/config")).path("rows").path(0);

        assertThat(row.path("instance").asText()).isEqualTo("one");
        assertThat(row.path("active").isNull()).isTrue();
        assertThat(json(server.post("/v1/cache/refresh", "{\"source\":\"local_config\"}"))
                        .path("rows")
                        .path(0)
                        .path("reading_again")
                        .asBoolean())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"'', 1", "',\"generation\":10', 1", "',\"generation\":9', 0", "',\"generation\":8', 0"})
    void shouldReadAgainUnlessTheGenerationIsKnown(String generation, int expected) throws Exception {
        server.settings.follow(SettingsRoutesTest::status, readAgain::incrementAndGet);

        assertThat(server.post("/v1/cache/refresh", "{\"source\":\"local_config\"" + generation + "}")
                        .statusCode())
                .isEqualTo(202);

        assertThat(readAgain).hasValue(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "''; body",
                "[]; body",
                "{\"source\":\"local_config\"}{}; body",
                "{\"source\":\"local_config\",\"source\":\"x\"}; body",
                "{}; source",
                "{\"source\":7}; source",
                "{\"source\":null}; source",
                "{\"source\":\"other\"}; source",
                "{\"source\":\"local_config\",\"generation\":0}; generation",
                "{\"source\":\"local_config\",\"generation\":1.5}; generation",
                "{\"source\":\"local_config\",\"generation\":99999999999999999999}; generation",
            })
    void shouldRefuseARequestThatIsNotUnderstood(String body, String parameter) throws Exception {
        server.settings.follow(SettingsRoutesTest::status, readAgain::incrementAndGet);

        JsonNode problem = problem(server.post("/v1/cache/refresh", body), 400);

        assertThat(problem.path("parameter").asText()).isEqualTo(parameter);
        assertThat(readAgain).hasValue(0);
    }

    @Test
    void shouldTellOfThemAmongTheFigures() {
        try (Metrics metrics = new Metrics()) {
            server.settings.tell(metrics);
            server.settings.follow(SettingsRoutesTest::status, () -> {});

            assertThat(metrics.scrape().lines())
                    .contains(
                            "meridian_config_generation 7.0",
                            "meridian_config_newest_generation 8.0",
                            "meridian_config_refused 3.0",
                            "meridian_config_trouble 0.0");
        }
    }

    @Test
    void shouldTakeNoGetForAReload() throws Exception {
        problem(server.get("/v1/cache/refresh"), 405);
    }

    /** Generation 7 in force since 2025, 8 not before the year 3000, 9 refused. */
    static SettingsStatus status() {
        SettingsTimeline timeline = SettingsTimeline.of(compiled(7, "2025-03-12T14:30:00Z", """
                        regions:
                          eu: [d-0100..d-1999, d-8842]
                          us: [d-0017, d-0018]
                        unmapped_devices: reject
                        metrics:
                          cpu_load: {min: 0, max: 100, unit: percent}
                        """))
                .with(compiled(8, "3000-01-01T00:00:00Z", "regions: {eu: [d-0001]}\n"));
        Refusal refusal = new Refusal(
                12,
                Instant.parse("2025-03-12T14:31:00Z").toEpochMilli(),
                OptionalLong.of(9),
                List.of(new SettingsProblem("regions.yaml", 3, "regions.eu", "overlaps")),
                4);
        return new SettingsStatus(timeline, true, 3, Optional.of(refusal), Optional.empty());
    }

    private static Settings compiled(long generation, String effectiveAt, String yaml) {
        CompileResult result = SettingsCompiler.compile(
                generation,
                Instant.parse(effectiveAt).toEpochMilli(),
                new TreeMap<>(Map.of("regions.yaml", yaml.getBytes(UTF_8))));
        return ((CompileResult.Compiled) result).settings();
    }
}

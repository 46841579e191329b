package io.meridian.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.meridian.app.health.Phase;
import io.meridian.app.query.Answer;
import io.meridian.app.query.Failure;
import io.meridian.app.query.Figures;
import io.meridian.app.query.Hop;
import io.meridian.app.query.LatestQuery;
import io.meridian.app.query.Page;
import io.meridian.app.query.RegionMetrics;
import io.meridian.app.query.RollupQuery;
import io.meridian.app.query.RowFilter;
import io.meridian.app.query.RowPosition;
import io.meridian.app.query.Selection;
import io.meridian.app.query.Staleness;
import io.meridian.app.query.WindowRow;
import io.meridian.app.query.WindowsQuery;
import io.meridian.topology.aggregate.Series;
import io.meridian.topology.aggregate.WindowAggregate;
import io.meridian.topology.closing.Status;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.AbstractList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RestRoutesTest {
    private static final Selection ALL = new Selection(Optional.empty(), Optional.empty());
    private static final RowFilter ANY = new RowFilter(Optional.empty(), OptionalDouble.empty());
    private static final long START = Instant.parse("2025-03-12T14:30:00Z").toEpochMilli();

    private final TestServer server = new TestServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void shouldListRegions() throws Exception {
        server.aggregates.regions = new Answer.Found<>(List.of(new RegionMetrics("eu", List.of("cpu", "mem"))));

        HttpResponse<String> response = server.get("/v1/regions");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(response.body())
                .isEqualTo("{\"rows\":[{\"region\":\"eu\",\"metrics\":[\"cpu\",\"mem\"]}],"
                        + "\"next\":null,\"complete\":true,\"failures\":[]}");
    }

    @Test
    void shouldWriteARowAsTheContractHasIt() throws Exception {
        server.aggregates.latest = new Answer.Found<>(List.of(row("eü\"", 7.5)));

        assertThat(server.get("/v1/aggregates/latest").body())
                .isEqualTo("{\"rows\":[{\"region\":\"eü\\\"\",\"metric\":\"cpu\","
                        + "\"window\":{\"start\":\"2025-03-12T14:30:00Z\",\"end\":\"2025-03-12T14:31:00Z\"},"
                        + "\"status\":\"FINAL\",\"revision\":2,\"count\":1,\"sum\":7.5,\"min\":7.5,\"max\":7.5,"
                        + "\"mean\":7.5,\"stddev\":null,\"p50\":7.5,\"p90\":7.5,\"p99\":7.5,\"devices\":1,"
                        + "\"config_generation\":4}],\"next\":null,\"complete\":true,\"failures\":[]}");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5_000})
    void shouldNotLetHalfAnAnswerLookWhole(int rows) {
        WindowRow row = FakeChanges.row("eu");
        server.aggregates.latest = new Answer.Found<>(new AbstractList<>() {
            @Override
            public WindowRow get(int index) {
                if (index == rows) {
                    throw new IllegalStateException("no more");
                }
                return row;
            }

            @Override
            public int size() {
                return rows + 1;
            }
        });

        int status = 0;
        try {
            status = server.get("/v1/aggregates/latest").statusCode();
        } catch (IOException | InterruptedException expected) {
            // The connection broke, which says it too.
        }
        assertThat(status).isNotEqualTo(200);
    }

    @Test
    void shouldTellHowLongAShortAnswerIs() throws Exception {
        HttpResponse<String> response = server.get("/v1/aggregates/latest");

        assertThat(response.headers().firstValueAsLong("Content-Length"))
                .hasValue(response.body().length());
    }

    @Test
    void shouldAskForLatestWithEveryParameter() throws Exception {
        server.get("/v1/aggregates/latest");
        server.get("/v1/aggregates/latest?region=eu%20%C3%BC&metric=a%26b&threshold=-1.5e1&status=OPEN");

        assertThat(server.aggregates.latestQueries)
                .containsExactly(
                        new LatestQuery(ALL, ANY),
                        new LatestQuery(
                                new Selection(Optional.of("eu ü"), Optional.of("a&b")),
                                new RowFilter(Optional.of(Status.OPEN), OptionalDouble.of(-15))));
    }

    @Test
    void shouldAskForWindowsWithEveryParameter() throws Exception {
        server.get("/v1/aggregates");
        server.get("/v1/aggregates?region=eu&metric=cpu&from=2025-03-12T15:30:00%2B01:00&to=2025-03-12T14:31:00.001Z"
                + "&status=FINAL&threshold=0&limit=1000");
        server.get("/v1/aggregates?from=1960-01-01T00:00:00Z");

        assertThat(server.aggregates.windowsQueries)
                .containsExactly(
                        new WindowsQuery(ALL, ANY, 0, Long.MAX_VALUE, 100, Optional.empty()),
                        new WindowsQuery(
                                new Selection(Optional.of("eu"), Optional.of("cpu")),
                                new RowFilter(Optional.of(Status.FINAL), OptionalDouble.of(0)),
                                START,
                                START + 60_001,
                                1000,
                                Optional.empty()),
                        new WindowsQuery(ALL, ANY, 0, Long.MAX_VALUE, 100, Optional.empty()));
    }

    @Test
    void shouldTakeItsOwnCursorBack() throws Exception {
        RowPosition next = new RowPosition(START, new Series("eu/ü", "cpu"));
        server.aggregates.windows = new Answer.Found<>(new Page(List.of(row("eu", 1)), Optional.of(next)));

        String cursor =
                TestServer.json(server.get("/v1/aggregates")).get("next").asText();
        server.get("/v1/aggregates?cursor=" + cursor);

        assertThat(server.aggregates.windowsQueries.get(1).after()).hasValue(next);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/aggregates?region=xx", "/v1/aggregates/latest?region=xx"})
    void shouldAnswer404ForAnUnknownSeries(String path) throws Exception {
        server.aggregates.windows = new Answer.UnknownSeries<>();
        server.aggregates.latest = new Answer.UnknownSeries<>();

        TestServer.problem(server.get(path), 404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/regions", "/v1/aggregates", "/v1/aggregates/latest"})
    void shouldAnswer503AndWhenToTryAgainWhileTheStateCannotBeRead(String path) throws Exception {
        server.aggregates.regions = new Answer.Unavailable<>("the store has moved");
        server.aggregates.windows = new Answer.Unavailable<>("the store has moved");
        server.aggregates.latest = new Answer.Unavailable<>("the store has moved");

        HttpResponse<String> response = server.get(path);

        assertThat(TestServer.problem(response, 503).get("detail").asText()).isEqualTo("the store has moved");
        assertThat(response.headers().firstValue("Retry-After")).hasValue("1");
    }

    @Test
    void shouldAnswerProbesThroughTheWholeLife() throws Exception {
        assertProbes(200, 503, 503);
        server.health.enter(new Phase.Starting("waiting for the schema registry"));
        assertThat(TestServer.problem(server.get("/ready"), 503).get("detail").asText())
                .isEqualTo("starting: waiting for the schema registry");

        server.health.enter(new Phase.Running());
        assertProbes(200, 200, 200);
        assertThat(server.get("/live").body()).isEqualTo("{\"phase\":\"running\"}");

        server.health.enter(new Phase.Rebalancing());
        assertProbes(200, 503, 200);

        server.health.enter(new Phase.Stopping());
        server.health.enter(new Phase.Running());
        assertProbes(200, 503, 200);

        server.health.enter(new Phase.Failed("out of luck"));
        assertProbes(503, 503, 200);
    }

    @Test
    void shouldNotBeReadyWhileDeadLettersHaveNowhereToGo() throws Exception {
        server.health.enter(new Phase.Running());
        server.health.deadLettersWritable(false);

        assertThat(TestServer.problem(server.get("/ready"), 503).get("detail").asText())
                .isEqualTo("running, but the dead-letter topic cannot be written");
        assertThat(server.get("/live").statusCode()).isEqualTo(200);

        server.health.deadLettersWritable(true);
        assertProbes(200, 200, 200);
    }

    @Test
    void shouldAnswerAnotherInstanceWithItsOwnPartAlone() throws Exception {
        HttpResponse<String> part = server.send("GET", "/v1/aggregates", "Meridian-Hop", "2,0;standby");

        assertThat(part.headers().firstValue("Content-Type")).hasValue("application/octet-stream");
        assertThat(server.aggregates.hops).containsExactly(new Hop(java.util.Set.of(0, 2), true));
        assertThat(server.aggregates.windowsQueries).isEmpty();
        TestServer.problem(server.send("GET", "/v1/aggregates", "Meridian-Hop", "x"), 400);
        assertThat(TestServer.json(server.send("GET", "/v1/instances", "Meridian-Hop", "self"))
                        .has("rows"))
                .isFalse();
    }

    @Test
    void shouldSayWhatIsMissingInAnAnswer() throws Exception {
        server.aggregates.regions = new Answer.Found<>(
                List.of(), List.of(new Failure("b:1", "cannot be reached")), List.of(new Staleness("c:2", 3, 40, 5)));

        assertThat(server.get("/v1/regions").body())
                .isEqualTo("{\"rows\":[],\"next\":null,\"complete\":false,"
                        + "\"failures\":[{\"instance\":\"b:1\",\"reason\":\"cannot be reached\"}],"
                        + "\"staleness\":[{\"instance\":\"c:2\",\"partition\":3,\"lag_ms\":40,\"lag_records\":5}]}");
    }

    @Test
    void shouldAskForARollupWithEveryParameter() throws Exception {
        server.get("/v1/rollup");
        server.get("/v1/rollup?region=eu&from=2025-03-12T14:30:00Z&to=2025-03-12T14:31:00Z&step=PT1H&by=metric");

        assertThat(server.aggregates.rollupQueries)
                .containsExactly(
                        new RollupQuery(ALL, 0, Long.MAX_VALUE, 60_000, RollupQuery.By.SERIES),
                        new RollupQuery(
                                new Selection(Optional.of("eu"), Optional.empty()),
                                START,
                                START + 60_000,
                                3_600_000,
                                RollupQuery.By.METRIC));
    }

    @Test
    void shouldShowTheTopologyOnceThereIsOne() throws Exception {
        assertThat(server.get("/topology").statusCode()).isEqualTo(503);

        server.topology = Optional.of("Topologies:\n  ü");
        HttpResponse<String> response = server.get("/topology");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("text/plain;charset=utf-8");
        assertThat(response.body()).isEqualTo("Topologies:\n  ü");
    }

    private void assertProbes(int live, int ready, int startup) throws Exception {
        assertThat(server.get("/live").statusCode()).as("live").isEqualTo(live);
        assertThat(server.get("/ready").statusCode()).as("ready").isEqualTo(ready);
        assertThat(server.get("/startup").statusCode()).as("startup").isEqualTo(startup);
    }

    private static WindowRow row(String region, double mean) {
        WindowAggregate aggregate = new WindowAggregate();
        aggregate.add(17, mean, 4);
        return new WindowRow(new Series(region, "cpu"), START, START + 60_000, Status.FINAL, 2, Figures.of(aggregate));
    }
}

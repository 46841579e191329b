package io.meridian.app.query;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.meridian.topology.aggregate.Series;
import io.meridian.topology.aggregate.WindowAggregate;
import io.meridian.topology.closing.Status;
import io.meridian.topology.closing.WindowKey;
import io.meridian.topology.closing.WindowState;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Merged windows against one window over the same readings. */
class RollupTest {
    private static final long MINUTE = 60_000;
    private static final Caller CALLER = new Caller("GET", "/", Optional.empty(), Optional.empty());

    private final FakeStores stores = new FakeStores();
    private final Map<RollupCell.Key, WindowAggregate> oracle = new HashMap<>();
    private final FleetAggregates aggregates = new FleetAggregates(
            stores,
            FakeMembers.alone(),
            (member, caller, hop) -> {
                throw new AssertionError("there is nobody to ask");
            },
            Duration.ofMinutes(1),
            false,
            new Retries(1, Duration.ZERO, pause -> {}));

    @ParameterizedTest
    @EnumSource(RollupQuery.By.class)
    void shouldEqualOneWindowOverAllTheReadings(RollupQuery.By by) {
        RollupQuery query = new RollupQuery(
                new Selection(Optional.empty(), Optional.empty()), 2 * MINUTE, 50 * MINUTE, 15 * MINUTE, by);
        fill(query);

        Answer<List<RollupRow>> answer = aggregates.rollup(query, CALLER);

        List<RollupRow> rows = ((Answer.Found<List<RollupRow>>) answer).value();
        assertThat(rows).hasSameSizeAs(oracle.keySet());
        for (RollupRow row : rows) {
            Figures one = Figures.of(
                    requireNonNull(oracle.get(new RollupCell.Key(row.region(), row.metric(), row.start())), "oracle"));
            Figures merged = row.figures();
            assertThat(row.end()).isEqualTo(row.start() + 15 * MINUTE);
            assertThat(merged.count()).isEqualTo(one.count());
            assertThat(merged.min()).isEqualTo(one.min());
            assertThat(merged.max()).isEqualTo(one.max());
            assertThat(merged.devices()).isEqualTo(one.devices());
            assertThat(merged.generation()).isEqualTo(one.generation());
            assertThat(merged.p50()).isEqualTo(one.p50());
            assertThat(merged.p99()).isEqualTo(one.p99());
            assertThat(merged.sum()).isCloseTo(one.sum(), within(1e-6));
            assertThat(merged.mean()).isCloseTo(one.mean(), within(1e-9));
            assertThat(merged.stddev().orElseThrow()).isCloseTo(one.stddev().orElseThrow(), within(1e-9));
        }
        assertThat(rows).extracting(RollupRow::start).isSortedAccordingTo((a, b) -> Long.compare(b, a));
    }

    @Test
    void shouldKeepAggregatesWholeOnTheirWayBetweenInstances() throws Exception {
        RollupQuery query = new RollupQuery(
                new Selection(Optional.of("eu"), Optional.empty()),
                0,
                Long.MAX_VALUE,
                60 * MINUTE,
                RollupQuery.By.NONE);
        fill(query);
        byte[] bytes = aggregates.part(query, new Hop(java.util.Set.of(0), false));

        Part<RollupCell> part = Part.fromBytes(bytes, new RowCodec.CellCodec());

        assertThat(part.rows()).hasSize(1);
        assertThat(Figures.of(part.rows().get(0).aggregate()).devices()).isPositive();
        assertThat(part.toBytes(new RowCodec.CellCodec())).isEqualTo(bytes);
    }

    private void fill(RollupQuery query) {
        SplittableRandom random = new SplittableRandom(1);
        for (String region : List.of("eu", "us")) {
            for (String metric : List.of("cpu", "mem")) {
                Series series = new Series(region, metric);
                for (int minute = 0; minute < 60; minute++) {
                    long start = minute * MINUTE;
                    WindowAggregate window = new WindowAggregate();
                    for (int i = random.nextInt(1, 200); i > 0; i--) {
                        int device = random.nextInt(10_000);
                        double value = random.nextInt(-1_000, 9_000) / 100.0;
                        int generation = random.nextInt(5);
                        window.add(device, value, generation);
                        if (query.selection().matches(series) && start >= query.from() && start < query.to()) {
                            oracle.computeIfAbsent(
                                            RollupCell.Key.of(series, start, query), key -> new WindowAggregate())
                                    .add(device, value, generation);
                        }
                    }
                    stores.aggregates.put(new WindowKey(series, start), new WindowState(Status.FINAL, 0, window));
                    stores.series.put(series, start);
                }
            }
        }
    }
}

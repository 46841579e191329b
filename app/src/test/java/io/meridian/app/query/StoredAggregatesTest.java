package io.meridian.app.query;

import static io.meridian.topology.closing.Status.FINAL;
import static io.meridian.topology.closing.Status.OPEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.meridian.topology.aggregate.Series;
import io.meridian.topology.closing.Status;
import io.meridian.topology.closing.WindowKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class StoredAggregatesTest {
    private static final long MINUTE = 60_000;
    private static final Selection ALL = new Selection(Optional.empty(), Optional.empty());
    private static final RowFilter ANY = new RowFilter(Optional.empty(), OptionalDouble.empty());

    private static final Caller CALLER = new Caller("GET", "/", Optional.empty(), Optional.empty());
    private static final Peers NOBODY = (member, caller, hop) -> {
        throw new AssertionError("there is nobody to ask");
    };

    private final FakeStores stores = new FakeStores()
            .with("eu", "cpu", MINUTE, FINAL, 10)
            .with("eu", "cpu", 2 * MINUTE, FINAL, 20)
            .with("eu", "cpu", 3 * MINUTE, OPEN, 30)
            .with("eu", "mem", 2 * MINUTE, FINAL, 90)
            .with("us", "cpu", MINUTE, FINAL, 50)
            .with("us", "cpu", 3 * MINUTE, FINAL, 40);
    private final List<Duration> pauses = new ArrayList<>();
    private final FleetAggregates aggregates = alone(stores);

    @Test
    void shouldListRegionsAndTheirMetricsByName() {
        assertThat(aggregates.regions(CALLER))
                .isEqualTo(new Answer.Found<>(List.of(
                        new RegionMetrics("eu", List.of("cpu", "mem")), new RegionMetrics("us", List.of("cpu")))));
    }

    @Test
    void shouldGiveTheNewestWindowOfEachSeriesHighestMeanFirst() {
        assertThat(latest(ALL, ANY)).containsExactly("eu/mem@2", "us/cpu@3", "eu/cpu@3");
    }

    @Test
    void shouldGiveTheNewestWindowInTheStatusAskedFor() {
        assertThat(latest(ALL, status(FINAL))).containsExactly("eu/mem@2", "us/cpu@3", "eu/cpu@2");
        assertThat(latest(ALL, status(OPEN))).containsExactly("eu/cpu@3");
    }

    @Test
    void shouldKeepMeansGreaterThanTheThresholdWithoutGoingBackInTime() {
        // The newest of us/cpu is 40; that an older one had 50 does not bring it back.
        assertThat(latest(ALL, threshold(40))).containsExactly("eu/mem@2");
        assertThat(latest(ALL, threshold(39.9))).containsExactly("eu/mem@2", "us/cpu@3");
    }

    @Test
    void shouldFindTheNewestWindowWhereTheNewestOfAllHasExpired() {
        stores.aggregates.remove(new WindowKey(new Series("us", "cpu"), 3 * MINUTE));

        assertThat(latest(select("us", "cpu"), ANY)).containsExactly("us/cpu@1");
    }

    @Test
    void shouldListWindowsNewestFirstThenByName() {
        assertThat(windows(ALL, ANY, 0, Long.MAX_VALUE))
                .containsExactly("eu/cpu@3", "us/cpu@3", "eu/cpu@2", "eu/mem@2", "eu/cpu@1", "us/cpu@1");
    }

    @Test
    void shouldTakeFromInclusiveAndToExclusive() {
        assertThat(windows(ALL, ANY, 2 * MINUTE, 3 * MINUTE)).containsExactly("eu/cpu@2", "eu/mem@2");
        assertThat(windows(ALL, ANY, 2 * MINUTE + 1, 3 * MINUTE)).isEmpty();
        assertThat(windows(ALL, ANY, 3 * MINUTE, 3 * MINUTE + 1)).containsExactly("eu/cpu@3", "us/cpu@3");
        assertThat(windows(ALL, ANY, 0, 0)).isEmpty();
    }

    @Test
    void shouldFilterWindowsBySeriesStatusAndThreshold() {
        assertThat(windows(select("eu", "cpu"), status(FINAL), 0, Long.MAX_VALUE))
                .containsExactly("eu/cpu@2", "eu/cpu@1");
        assertThat(windows(new Selection(Optional.empty(), Optional.of("cpu")), threshold(30), 0, Long.MAX_VALUE))
                .containsExactly("us/cpu@3", "us/cpu@1");
        assertThat(windows(new Selection(Optional.of("eu"), Optional.empty()), threshold(20), 0, Long.MAX_VALUE))
                .containsExactly("eu/cpu@3", "eu/mem@2");
    }

    @Test
    void shouldPageThroughAllRowsOnceWhileWindowsAreAdded() {
        List<String> seen = new ArrayList<>();
        Optional<RowPosition> after = Optional.empty();
        do {
            Page page = page(new WindowsQuery(ALL, ANY, 0, Long.MAX_VALUE, 2, after));
            assertThat(page.rows()).hasSizeBetween(1, 2);
            page.rows().forEach(row -> seen.add(name(row)));
            after = page.next();
            stores.with("aa", "cpu", 9 * MINUTE, OPEN, 1);
        } while (after.isPresent());

        assertThat(seen).containsExactly("eu/cpu@3", "us/cpu@3", "eu/cpu@2", "eu/mem@2", "eu/cpu@1", "us/cpu@1");
    }

    @Test
    void shouldNotNameANextPageWhereTheLimitIsMetExactly() {
        assertThat(page(new WindowsQuery(ALL, ANY, 0, Long.MAX_VALUE, 6, Optional.empty()))
                        .next())
                .isEmpty();
    }

    @Test
    void shouldReadOnlyTheSeriesThatThePageNeeds() {
        for (int i = 0; i < 1000; i++) {
            stores.with("r%04d".formatted(i), "cpu", 5 * MINUTE, OPEN, i);
        }

        page(new WindowsQuery(ALL, ANY, 0, Long.MAX_VALUE, 10, Optional.empty()));

        assertThat(stores.aggregates.iteratorsOpened()).isLessThan(15);
    }

    @Test
    void shouldAnswerUnknownForNamesThatNothingHas() {
        assertThat(aggregates.latest(new LatestQuery(select("eu", "disk"), ANY), CALLER))
                .isInstanceOf(Answer.UnknownSeries.class);
        assertThat(aggregates.latest(new LatestQuery(new Selection(Optional.of("xx"), Optional.empty()), ANY), CALLER))
                .isInstanceOf(Answer.UnknownSeries.class);
        assertThat(aggregates.windows(new WindowsQuery(select("xx", "cpu"), ANY, 0, 1, 1, Optional.empty()), CALLER))
                .isInstanceOf(Answer.UnknownSeries.class);
    }

    @Test
    void shouldAnswerWithNoRowsWhereThereIsNoDataAtAll() {
        FleetAggregates empty = alone(new FakeStores());

        assertThat(empty.latest(new LatestQuery(ALL, ANY), CALLER)).isEqualTo(new Answer.Found<>(List.of()));
        assertThat(empty.regions(CALLER)).isEqualTo(new Answer.Found<>(List.of()));
    }

    @Test
    void shouldTryAgainWhileTheStoreMoves() {
        stores.aggregates.failNext(2);

        assertThat(latest(select("us", "cpu"), ANY)).containsExactly("us/cpu@3");
        assertThat(pauses).containsExactly(Duration.ofMillis(100), Duration.ofMillis(100));
    }

    @Test
    void shouldAnswerUnavailableWhereTheStoreStaysAwayAndLeaveNoIteratorOpen() {
        stores.aggregates.failNext(100);

        assertThat(aggregates.windows(new WindowsQuery(ALL, ANY, 0, Long.MAX_VALUE, 10, Optional.empty()), CALLER))
                .isEqualTo(new Answer.Unavailable<>("a:1: partition 0 is being handed over or restored"));
        assertThat(pauses).hasSize(2);
        assertThat(stores.series.openIterators()).isZero();
    }

    @Test
    void shouldAnswerUnavailableAtOnceBeforeTheStart() {
        StreamsStores none = new StreamsStores(Optional.empty());
        FleetAggregates starting = new FleetAggregates(none, NOBODY, Duration.ofMinutes(1), false);

        assertThat(starting.regions(CALLER)).isEqualTo(new Answer.Unavailable<>("the instance is starting"));
    }

    @Test
    void shouldCloseEveryIterator() {
        aggregates.regions(CALLER);
        latest(ALL, status(FINAL));
        page(new WindowsQuery(ALL, ANY, 0, Long.MAX_VALUE, 2, Optional.empty()));

        assertThat(stores.aggregates.iteratorsOpened()).isPositive();
        assertThat(stores.aggregates.openIterators()).isZero();
        assertThat(stores.series.openIterators()).isZero();
    }

    private FleetAggregates alone(FakeStores own) {
        return new FleetAggregates(
                own,
                FakeMembers.alone(),
                NOBODY,
                Duration.ofMinutes(1),
                false,
                new Retries(3, Duration.ofMillis(100), pauses::add));
    }

    private List<String> latest(Selection selection, RowFilter filter) {
        return found(aggregates.latest(new LatestQuery(selection, filter), CALLER)).stream()
                .map(StoredAggregatesTest::name)
                .toList();
    }

    private List<String> windows(Selection selection, RowFilter filter, long from, long to) {
        return page(new WindowsQuery(selection, filter, from, to, 100, Optional.empty())).rows().stream()
                .map(StoredAggregatesTest::name)
                .toList();
    }

    private Page page(WindowsQuery query) {
        return found(aggregates.windows(query, CALLER));
    }

    private static <T> T found(Answer<T> answer) {
        assertThat(answer).isInstanceOf(Answer.Found.class);
        return ((Answer.Found<T>) answer).value();
    }

    private static String name(WindowRow row) {
        assertThat(row.end()).isEqualTo(row.start() + MINUTE);
        return row.series().region() + "/" + row.series().metric() + "@" + row.start() / MINUTE;
    }

    private static Selection select(String region, String metric) {
        return new Selection(Optional.of(region), Optional.of(metric));
    }

    private static RowFilter status(Status status) {
        return new RowFilter(Optional.of(status), OptionalDouble.empty());
    }

    private static RowFilter threshold(double threshold) {
        return new RowFilter(Optional.empty(), OptionalDouble.of(threshold));
    }
}

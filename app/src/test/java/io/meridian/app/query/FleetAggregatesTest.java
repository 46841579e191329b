package io.meridian.app.query;

import static io.meridian.topology.closing.Status.FINAL;
import static io.meridian.topology.closing.Status.OPEN;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.meridian.topology.aggregate.Series;
import io.meridian.topology.flow.Partitioning;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two instances and two partitions; this one is a, which holds partition 0. */
class FleetAggregatesTest {
    private static final long MINUTE = 60_000;
    private static final int PARTITIONS = 2;
    private static final Member OTHER = new Member("b", 2);
    private static final Caller CALLER = new Caller("GET", "/v1/x?y", Optional.of("Bearer z"), Optional.empty());
    private static final Selection ALL = new Selection(Optional.empty(), Optional.empty());
    private static final RowFilter ANY = new RowFilter(Optional.empty(), OptionalDouble.empty());

    private final FakeMembers members = new FakeMembers(PARTITIONS);
    private final Map<Integer, FakeStores> mine = new HashMap<>();
    private final Map<Integer, FakeStores> others = new HashMap<>();
    private final List<String> asked = new ArrayList<>();
    private final List<Duration> pauses = new ArrayList<>();
    private Optional<RuntimeException> broken = Optional.empty();
    private Runnable whilePausing = () -> {};
    private Query query = new RegionsQuery();

    private final FleetAggregates other = fleet(others, (member, caller, hop) -> {
        throw new AssertionError("one hop and no more");
    });
    private final FleetAggregates aggregates = fleet(mine, (member, caller, hop) -> {
        asked.add(member.name() + hop.orElseThrow().partitions());
        assertThat(caller).isEqualTo(CALLER);
        return broken.<CompletableFuture<byte[]>>map(CompletableFuture::failedFuture)
                .orElseGet(() -> CompletableFuture.completedFuture(other.part(query, hop.get())));
    });

    @BeforeEach
    void fill() {
        members.owners.put(0, FakeMembers.SELF);
        members.owners.put(1, OTHER);
        mine.put(0, new FakeStores());
        others.put(1, new FakeStores());
        for (String region : List.of("eu", "us", "ap", "sa", "af")) {
            for (int window = 1; window <= 3; window++) {
                storesOf(region).with(region, "cpu", window * MINUTE, window < 3 ? FINAL : OPEN, window);
            }
        }
        assertThat(mine().series.approximateNumEntries()).isBetween(1L, 4L);
    }

    @Test
    void shouldAskEveryOwnerAndMergeWhatTheySay() {
        assertThat(found(aggregates.regions(CALLER)))
                .extracting(RegionMetrics::region)
                .containsExactly("af", "ap", "eu", "sa", "us");
        assertThat(asked).containsExactly("b:2[1]");
    }

    @Test
    void shouldGiveTheSamePagesAsOneStoreWould() {
        List<String> seen = new ArrayList<>();
        Optional<RowPosition> after = Optional.empty();
        do {
            WindowsQuery windows = new WindowsQuery(ALL, ANY, 0, Long.MAX_VALUE, 4, after);
            query = windows;
            Page page = found(aggregates.windows(windows, CALLER));
            page.rows().forEach(row -> seen.add(row.series().region() + row.start() / MINUTE));
            after = page.next();
        } while (after.isPresent());

        assertThat(seen)
                .containsExactly(
                        "af3", "ap3", "eu3", "sa3", "us3", "af2", "ap2", "eu2", "sa2", "us2", "af1", "ap1", "eu1",
                        "sa1", "us1");
    }

    @Test
    void shouldAskTheOwnerAloneForASingleSeries() {
        for (String region : List.of("eu", "us", "ap", "sa", "af")) {
            asked.clear();
            LatestQuery latest = new LatestQuery(new Selection(Optional.of(region), Optional.of("cpu")), ANY);
            query = latest;
            assertThat(found(aggregates.latest(latest, CALLER))).hasSize(1);
            assertThat(asked).hasSize(partition(region));
        }
    }

    @Test
    void shouldMergeStepsOfAllRegionsIntoOne() {
        RollupQuery rollup = new RollupQuery(ALL, 0, Long.MAX_VALUE, 2 * MINUTE, RollupQuery.By.NONE);
        query = rollup;

        List<RollupRow> rows = found(aggregates.rollup(rollup, CALLER));

        assertThat(rows).extracting(RollupRow::start).containsExactly(2 * MINUTE, 0L);
        assertThat(rows).extracting(row -> row.figures().count()).containsExactly(10L, 5L);
        assertThat(rows).extracting(row -> row.figures().sum()).containsExactly(25.0, 5.0);
        assertThat(rows).extracting(RollupRow::status).containsExactly(OPEN, FINAL);
        assertThat(rows).extracting(RollupRow::region).containsOnly(Optional.empty());
    }

    @Test
    void shouldNameTheInstanceThatIsDeadAndTellTheRest() {
        broken = Optional.of(new PeerException("cannot be reached"));

        Answer<List<RegionMetrics>> answer = aggregates.regions(CALLER);

        assertThat(found(answer)).isNotEmpty().hasSizeLessThan(5);
        assertThat(((Answer.Found<?>) answer).failures()).containsExactly(new Failure("b:2", "cannot be reached"));
        assertThat(asked).as("a dead one is not asked again").hasSize(1);
    }

    @Test
    void shouldBeUnavailableWhereNobodyWhoKnowsAnswers() {
        broken = Optional.of(new PeerException("cannot be reached"));
        String region = List.of("eu", "us", "ap", "sa", "af").stream()
                .filter(one -> partition(one) == 1)
                .findFirst()
                .orElseThrow();

        assertThat(aggregates.latest(
                        new LatestQuery(new Selection(Optional.of(region), Optional.of("cpu")), ANY), CALLER))
                .isEqualTo(new Answer.Unavailable<>("b:2: cannot be reached"));
    }

    @Test
    void shouldWaitForAPartitionThatIsBeingHandedOver() {
        members.owners.remove(1);
        whilePausing = () -> members.owners.put(1, OTHER);

        Answer<List<RegionMetrics>> answer = aggregates.regions(CALLER);

        assertThat(found(answer)).hasSize(5);
        assertThat(((Answer.Found<?>) answer).failures()).isEmpty();
        assertThat(pauses).hasSize(1);
    }

    @Test
    void shouldNotMissAPartitionThatItsOwnerHasNotOpenedYet() {
        FakeStores late = theirs();
        others.remove(1);
        whilePausing = () -> others.put(1, late);

        assertThat(found(aggregates.regions(CALLER))).hasSize(5);
        assertThat(asked).hasSize(2);
    }

    @Test
    void shouldLetACopyAnswerAndSayHowOldItIs() {
        broken = Optional.of(new PeerException("cannot be reached"));
        members.standbys.put(1, List.of(FakeMembers.SELF));
        mine.put(1, theirs());

        Answer<List<RegionMetrics>> answer = aggregates.regions(CALLER);

        assertThat(found(answer)).hasSize(5);
        assertThat(((Answer.Found<?>) answer).failures()).isEmpty();
        assertThat(((Answer.Found<?>) answer).stale()).containsExactly(new Staleness("a:1", 1, 1_500, 3));
    }

    @Test
    void shouldRefuseMoreThanAnAnswerMayHold() {
        for (int i = 0; i <= RollupLookUp.MAX_CELLS; i++) {
            storesOf("eu").with("eu", "cpu", i * MINUTE, OPEN, 1);
        }
        RollupQuery rollup = new RollupQuery(ALL, 0, Long.MAX_VALUE, MINUTE, RollupQuery.By.SERIES);
        query = rollup;

        assertThat(aggregates.rollup(rollup, CALLER)).isEqualTo(new Answer.TooMuch<>(RollupLookUp.MAX_CELLS));
    }

    private FleetAggregates fleet(Map<Integer, FakeStores> stores, Peers peers) {
        WindowStores own = (partition, standby) -> Optional.ofNullable(stores.get(partition))
                .filter(ignored -> standby
                        || !members.standbys.getOrDefault(partition, List.of()).contains(FakeMembers.SELF))
                .map(one -> new WindowStores.Stored(
                        partition, one.aggregates, one.series, standby ? 1_500 : 0, standby ? 3 : 0));
        return new FleetAggregates(
                own, members, peers, Duration.ofMinutes(1), true, new Retries(3, Duration.ofMillis(100), pause -> {
                    pauses.add(pause);
                    whilePausing.run();
                }));
    }

    private FakeStores storesOf(String region) {
        return partition(region) == 0 ? mine() : theirs();
    }

    private FakeStores mine() {
        return requireNonNull(mine.get(0), "mine");
    }

    private FakeStores theirs() {
        return requireNonNull(others.get(1), "theirs");
    }

    private static int partition(String region) {
        return Partitioning.of(new Series(region, "cpu"), PARTITIONS);
    }

    private static <T> T found(Answer<T> answer) {
        assertThat(answer).isInstanceOf(Answer.Found.class);
        return ((Answer.Found<T>) answer).value();
    }
}

package io.meridian.connect.sink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeliveriesTest {
    private static final Outcome.NotNow LATER = new Outcome.NotNow("busy", Optional.empty());

    private final List<Long> told = new ArrayList<>();
    private final Queue<Outcome> outcomes = new ArrayDeque<>();
    private final List<String> errant = new ArrayList<>();
    private final List<Long> waits = new ArrayList<>();
    private final Deliveries deliveries = new Deliveries(
            this::tell,
            new Backoff(Duration.ofMillis(500), Duration.ofSeconds(3)),
            (record, reason) -> errant.add(record.kafkaOffset() + ": " + reason.getMessage()));

    @Test
    void shouldTellOfEachEvent() {
        deliver(event(1), event(2));

        assertThat(told).containsExactly(1L, 2L);
        assertThat(deliveries.delivered()).isEqualTo(2);
    }

    @Test
    void shouldSendAgainOnlyWhatWasNotTaken() {
        outcomes.addAll(List.of(new Outcome.Delivered(), LATER, new Outcome.Refused("answered 400")));
        assertThatThrownBy(() -> deliver(event(1), event(2), event(3))).isInstanceOf(RetriableException.class);
        assertThat(errant).containsExactly("3: answered 400");

        deliver(event(1), event(2), event(3));

        assertThat(told).containsExactly(1L, 2L, 3L, 2L);
        assertThat(errant).hasSize(1);
    }

    @Test
    void shouldWaitLongerEachTimeAndAsLongAsAsked() {
        for (Outcome outcome : List.of(
                LATER, LATER, LATER, LATER, LATER, new Outcome.NotNow("busy", Optional.of(Duration.ofSeconds(9))))) {
            outcomes.add(outcome);
            assertThatThrownBy(() -> deliver(event(1))).isInstanceOf(RetriableException.class);
        }
        deliver(event(1));
        outcomes.add(LATER);
        assertThatThrownBy(() -> deliver(event(2))).isInstanceOf(RetriableException.class);

        assertThat(waits).containsExactly(500L, 1_000L, 2_000L, 3_000L, 3_000L, 9_000L, 500L);
    }

    @Test
    void shouldReportWhatIsNoEventAndSkipTombstones() {
        deliver(record(1, "{"), record(2, "[]"), record(3, null), record(4, "{\"source\":\"a\"}"), event(5));

        assertThat(errant).hasSize(3).allSatisfy(report -> assertThat(report).contains("expected a refresh event"));
        assertThat(told).containsExactly(5L);
    }

    @Test
    void shouldReadEventsFromOtherConvertersToo() {
        assertThat(RefreshParser.parse(
                        "{\"files\":[{\"source\":\"no\"}],\"source\":\"x\",\"generation\":9}".getBytes(UTF_8)))
                .isEqualTo(new Refresh("x", 9));
        assertThat(RefreshParser.parse(Map.of("source", "x", "generation", 9L))).isEqualTo(new Refresh("x", 9));
        for (String hostile : List.of(
                "{\"source\":\"a\\r\\nX: y\",\"generation\":1}",
                "{\"source\":\"a\",\"generation\":-1}",
                "{\"source\":\"a\",\"generation\":1.5}",
                "{\"source\":\"a\",\"generation\":\"1\"}",
                "{\"source\":\"a\",\"generation\":99999999999999999999999}")) {
            assertThatThrownBy(() -> RefreshParser.parse(hostile)).hasMessageContaining("expected a refresh event");
        }
    }

    private void deliver(SinkRecord... records) {
        deliveries.deliver(List.of(records), waits::add);
    }

    private CompletableFuture<Outcome> tell(Refresh refresh) {
        told.add(refresh.generation());
        return CompletableFuture.completedFuture(outcomes.isEmpty() ? new Outcome.Delivered() : outcomes.remove());
    }

    private static SinkRecord event(long generation) {
        return record(generation, "{\"source\":\"local_config\",\"generation\":" + generation + ",\"files\":[]}");
    }

    private static SinkRecord record(long offset, @Nullable String value) {
        return new SinkRecord("config.refresh", 0, null, "local_config", null, value, offset);
    }
}

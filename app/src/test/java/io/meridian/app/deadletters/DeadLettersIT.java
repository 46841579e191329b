package io.meridian.app.deadletters;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;

import io.meridian.app.redrive.DeadLetterTopic;
import io.meridian.local.Children;
import io.meridian.local.FreePorts;
import io.meridian.local.LocalHome;
import io.meridian.local.LocalKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Looking into a topic on a real broker. */
class DeadLettersIT {
    private static final AtomicInteger TESTS = new AtomicInteger();
    private static final Children CHILDREN = new Children();
    private static @Nullable String kafka;

    private DeadLetterTopic topic;

    @BeforeAll
    static void startBroker(@TempDir Path directory) {
        LocalKafka broker = LocalKafka.start(CHILDREN, LocalHome.ofThisJvm(), directory, FreePorts.find());
        broker.awaitReady(LocalKafka.START_TIMEOUT);
        kafka = broker.bootstrapServers();
    }

    @AfterAll
    static void stopBroker() {
        CHILDREN.close();
    }

    @BeforeEach
    void create() throws Exception {
        topic = new DeadLetterTopic(requireNonNull(kafka, "kafka"), "letters-" + TESTS.incrementAndGet());
    }

    @AfterEach
    void close() {
        topic.close();
    }

    @Test
    void shouldShowEachOnceNewestFirstInPagesThatStayRightWhileOthersCome() {
        topic.write(5_000, "OUT_OF_RANGE");

        List<DeadLetter> seen = new ArrayList<>();
        Optional<DeadLetterCursor> cursor = Optional.empty();
        do {
            DeadLetterPage page = topic.letters().list(DeadLetterFilter.ALL, 700, cursor);
            seen.addAll(page.letters());
            cursor = page.next().map(next -> DeadLetterCursor.decode(next.encode()));
            topic.write(3, "LATE");
        } while (cursor.isPresent());

        assertThat(seen).hasSize(5_000);
        assertThat(seen)
                .extracting(DeadLetter::timestamp)
                .isSortedAccordingTo(Comparator.<Long>naturalOrder().reversed());
        assertThat(new HashSet<>(seen.stream().map(DeadLetter::place).toList())).hasSize(5_000);
    }

    @Test
    void shouldFindTheFewAmongMany() {
        topic.write(1, "LATE");
        topic.write(30_000, "OUT_OF_RANGE");
        topic.write(1, "LATE");

        DeadLetterPage page = topic.letters().list(filter("LATE"), 10, Optional.empty());

        assertThat(page.letters()).extracting(letter -> letter.place().offset()).containsExactlyInAnyOrder(0L, 10_001L);
        assertThat(page.next()).isEmpty();
    }

    @Test
    void shouldFilterByEverythingItKnows() {
        topic.write(70, "OUT_OF_RANGE");
        DeadLetters letters = topic.letters();

        assertThat(letters.list(filter("LATE"), 10, Optional.empty()).letters()).isEmpty();
        assertThat(count(new DeadLetterFilter(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("d-1003"),
                        OptionalInt.empty(),
                        OptionalLong.empty(),
                        OptionalLong.empty())))
                .isEqualTo(10);
        assertThat(count(new DeadLetterFilter(
                        Optional.empty(),
                        Optional.of("value"),
                        Optional.empty(),
                        OptionalInt.of(0),
                        OptionalLong.empty(),
                        OptionalLong.empty())))
                .isEqualTo(24);
        assertThat(count(new DeadLetterFilter(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        OptionalInt.empty(),
                        OptionalLong.of(1_000_010),
                        OptionalLong.of(1_000_020))))
                .isEqualTo(10);
        assertThat(count(new DeadLetterFilter(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        OptionalInt.empty(),
                        OptionalLong.of(2_000_000),
                        OptionalLong.empty())))
                .isZero();
    }

    @Test
    void shouldCountByCodeDeviceAndHour() {
        topic.write(70, "OUT_OF_RANGE");
        topic.write(7, "LATE");

        DeadLetterStats stats = topic.letters().stats(DeadLetterFilter.ALL, looked -> {}, () -> true);

        assertThat(stats.total()).isEqualTo(77);
        assertThat(stats.isComplete()).isTrue();
        assertThat(stats.byCode()).containsExactly(entry("LATE", 7L), entry("OUT_OF_RANGE", 70L));
        assertThat(stats.byDevice()).hasSize(7).containsEntry("d-1000", 11L);
        assertThat(stats.byHour()).containsExactly(entry(Instant.EPOCH, 77L));
    }

    @Test
    void shouldFollow() throws Exception {
        topic.write(9, "OUT_OF_RANGE");
        List<DeadLetter> seen = Collections.synchronizedList(new ArrayList<>());
        AtomicBoolean goOn = new AtomicBoolean(true);
        DeadLetters letters = topic.letters();
        CompletableFuture<Void> following =
                CompletableFuture.runAsync(() -> letters.follow(DeadLetterFilter.ALL, 4, seen::add, goOn::get));
        try {
            await().atMost(Duration.ofSeconds(20)).until(() -> seen.size() == 4);
            topic.write(2, "LATE");
            await().atMost(Duration.ofSeconds(20)).until(() -> seen.size() == 6);
        } finally {
            goOn.set(false);
            following.get(20, java.util.concurrent.TimeUnit.SECONDS);
        }
        assertThat(seen.subList(0, 4))
                .extracting(DeadLetter::timestamp)
                .containsExactly(1_000_005L, 1_000_006L, 1_000_007L, 1_000_008L);
        assertThat(seen.subList(4, 6)).extracting(DeadLetter::code).containsOnly("LATE");
    }

    @Test
    void shouldSayThatThereIsNoSuchTopicAndNotMakeOne() {
        DeadLetters letters = io.meridian.app.run.RejectedRecords.letters(topic.config("topic.dlq", "nowhere"));

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> letters.list(DeadLetterFilter.ALL, 1, Optional.empty()))
                    .isInstanceOf(DeadLettersUnreadableException.class)
                    .hasMessageContaining("nowhere");
        }
    }

    private int count(DeadLetterFilter filter) {
        return topic.letters().list(filter, 1_000, Optional.empty()).letters().size();
    }

    private static DeadLetterFilter filter(String code) {
        return new DeadLetterFilter(
                Optional.of(code),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                OptionalLong.empty(),
                OptionalLong.empty());
    }
}

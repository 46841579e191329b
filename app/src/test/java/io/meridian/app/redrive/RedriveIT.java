package io.meridian.app.redrive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.meridian.app.config.MeridianConfig;
import io.meridian.app.deadletters.DeadLetterFilter;
import io.meridian.app.deadletters.Place;
import io.meridian.local.Children;
import io.meridian.local.FreePorts;
import io.meridian.local.LocalHome;
import io.meridian.local.LocalKafka;
import io.meridian.topology.reconcile.ReconcileSeal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Redrives on a real broker, over dead letters written by hand. */
class RedriveIT {
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
        topic = new DeadLetterTopic(requireNonNull(kafka, "kafka"), "redrive-" + TESTS.incrementAndGet());
    }

    @AfterEach
    void close() {
        topic.close();
    }

    @Test
    void shouldSendBackTheVeryRecordWithItsHeadersAndNoneOfTheLoops() {
        ProducerRecord<byte[], byte[]> letter =
                topic.letter(2, 7, "INVALID_JSON", new byte[] {0, (byte) 0xff, '\n', 0x1b});
        IntStream.range(0, 50)
                .forEach(i -> letter.headers().add("h" + i % 10 + "\u001b[2J\n", ("v" + i).getBytes(UTF_8)));
        letter.headers().add("null", null);
        DeadLetterTopic.with(letter, "meridian.dlq.attempt", "1");
        DeadLetterTopic.with(letter, "meridian.late.by.ms", "5");
        DeadLetterTopic.with(letter, "__streams.errors.stacktrace", "at");
        topic.write(List.of(letter, topic.letter(0, 8, "NULL_VALUE", null)));

        RedriveReport report = redrive(all());

        assertThat(report.sent()).isEqualTo(2);
        assertThat(report.complete()).isTrue();
        ConsumerRecord<byte[], byte[]> sent = SentBack.of(topic.sentBack(), 2);
        assertThat(sent.key()).isEqualTo(letter.key());
        assertThat(sent.value()).isEqualTo(letter.value());
        assertThat(sent.timestamp()).isEqualTo(letter.timestamp());
        List<String> expected = new ArrayList<>();
        IntStream.range(0, 50).forEach(i -> expected.add("h" + i % 10 + "\u001b[2J\n=v" + i));
        expected.add("null=null");
        expected.add("meridian.dlq.attempt=2");
        assertThat(SentBack.headers(sent)).containsExactlyElementsOf(expected);
        assertThat(SentBack.of(topic.sentBack(), 0).value()).isNull();
    }

    @Test
    void shouldSendEachOnceHoweverOftenItIsAsked() {
        topic.write(1_300, "OUT_OF_RANGE");

        assertThat(redrive(by("OUT_OF_RANGE")).sent()).isEqualTo(1_300);
        RedriveReport again = redrive(all());

        assertThat(again.sent()).isZero();
        assertThat(again.left()).containsExactly(entry(Left.SENT_BEFORE, 1_300L));
        assertThat(topic.sentBack()).hasSize(1_300);
    }

    @Test
    void shouldGoOnWhereItWasStoppedAndNotPickUpWhatCameMeanwhile() {
        topic.write(1_200, "OUT_OF_RANGE");
        AtomicInteger looks = new AtomicInteger();
        RedriveRequest slowly = new RedriveRequest(all(), false, 10_000, OptionalLong.of(1_000), "a test");

        RedriveReport first =
                new Redriver(topic.config()).redrive(slowly, sent -> looks.set((int) sent), () -> looks.get() < 400);
        assertThat(first.complete()).isFalse();
        assertThat(first.sent()).isBetween(400L, 1_000L);
        topic.write(50, "LATE");
        RedriveReport second = redrive(all());

        assertThat(second.complete()).isTrue();
        assertThat(second.sent()).as("of both together").isEqualTo(1_200);
        assertThat(second.left()).isEmpty();
        assertThat(topic.sentBack()).hasSize(1_200);
        assertThat(redrive(all()).sent()).as("what had come meanwhile").isEqualTo(50);
    }

    @Test
    void shouldEndAnEarlierRedriveWhenAnotherBeginsAndStillSendEachOnce() {
        topic.write(2_000, "OUT_OF_RANGE");
        List<RedriveReport> reports = new ArrayList<>();
        RedriveRequest request = new RedriveRequest(all(), false, 10_000, OptionalLong.of(2_000), "a test");

        assertThatThrownBy(() -> new Redriver(topic.config())
                        .redrive(
                                request,
                                sent -> {
                                    if (sent >= 500 && reports.isEmpty()) {
                                        reports.add(new Redriver(topic.config("instance.id", "two"))
                                                .redrive(fast(by("OUT_OF_RANGE")), some -> {}, () -> true));
                                    }
                                },
                                () -> true))
                .isInstanceOf(RedriveException.class)
                .hasMessageContaining("another redrive of this application has begun");

        assertThat(reports.get(0).complete()).isTrue();
        assertThat(topic.sentBack()).hasSize(2_000);
        assertThat(SentBack.keys(topic.sentBack())).hasSize(2_000);
    }

    @Test
    void shouldLeaveAndReportWhatMayNotGo() {
        List<ProducerRecord<byte[], byte[]>> letters = new ArrayList<>();
        letters.add(DeadLetterTopic.with(topic.letter(0, 0, "LATE", bytes("a")), "meridian.dlq.attempt", "3"));
        letters.add(DeadLetterTopic.with(topic.letter(0, 1, "LATE", bytes("b")), "__streams.errors.topic", "other"));
        letters.add(DeadLetterTopic.with(topic.letter(0, 2, "LATE", bytes("c")), "__streams.errors.partition", "3"));
        letters.add(new ProducerRecord<>(letters.get(0).topic(), 0, null, null, bytes("d")));
        letters.add(topic.letter(0, 4, "TOO_LARGE", noise(200_000)));
        letters.add(DeadLetterTopic.with(topic.letter(0, 5, "LATE", bytes("f")), "meridian.dlq.attempt", "2"));
        letters.add(topic.letter(0, 6, "LATE", bytes("g")));
        topic.write(letters);

        RedriveReport report = redrive(all());

        assertThat(report.sent()).isEqualTo(2);
        assertThat(report.complete()).isTrue();
        assertThat(report.left())
                .containsOnly(
                        entry(Left.TOO_MANY_ATTEMPTS, 1L),
                        entry(Left.OTHER_TOPIC, 1L),
                        entry(Left.NO_PARTITION, 1L),
                        entry(Left.NO_DEAD_LETTER, 1L),
                        entry(Left.REFUSED, 1L));
        assertThat(report.places()).containsEntry(Left.REFUSED, List.of(new Place(0, 4)));
        assertThat(topic.sentBack())
                .extracting(record -> new String(record.value(), UTF_8))
                .containsExactly("f", "g");
    }

    @Test
    void shouldSendWhatIsNamedAndSayWhatIsNotThere() {
        topic.write(30, "OUT_OF_RANGE");

        RedriveReport report = redrive(new Selection(
                DeadLetterFilter.ALL, Set.of(new Place(0, 3), new Place(2, 9), new Place(1, 10), new Place(7, 0))));

        assertThat(report.sent()).isEqualTo(2);
        assertThat(report.left()).containsExactly(entry(Left.NOT_FOUND, 2L));
        assertThat(report.places()).containsEntry(Left.NOT_FOUND, List.of(new Place(1, 10), new Place(7, 0)));
    }

    @Test
    void shouldTellWhatWouldGoAndSendNothing() {
        topic.write(20, "OUT_OF_RANGE");
        topic.write(10, "LATE");
        Redriver redriver = new Redriver(topic.config());

        assertThat(redriver.tryOut(fast(by("LATE")), sent -> {}, () -> true).sent())
                .isEqualTo(10);

        assertThat(topic.sentBack()).isEmpty();
        redrive(by("LATE"));
        assertThat(redriver.tryOut(fast(all()), sent -> {}, () -> true).left())
                .containsExactly(entry(Left.SENT_BEFORE, 10L));
    }

    @Test
    void shouldStopAtTheLimitAndGoOnWithTheRest() {
        topic.write(90, "OUT_OF_RANGE");
        RedriveRequest some = new RedriveRequest(all(), false, 40, OptionalLong.empty(), "a test");
        Redriver redriver = new Redriver(topic.config());

        assertThat(redriver.redrive(some, sent -> {}, () -> true).sent()).isEqualTo(40);
        assertThat(redriver.redrive(some, sent -> {}, () -> true).sent()).isEqualTo(80);
        RedriveReport last = redriver.redrive(some, sent -> {}, () -> true);

        assertThat(last.sent()).isEqualTo(90);
        assertThat(last.complete()).isTrue();
        assertThat(SentBack.keys(topic.sentBack())).hasSize(90);
    }

    @Test
    void shouldNotTakeLettersOfATopicThatWasMadeAnewForThoseItSent() throws Exception {
        topic.write(10, "OUT_OF_RANGE");
        redrive(all());
        topic.makeAnew();
        topic.write(10, "OUT_OF_RANGE");

        assertThat(redrive(all()).sent()).isEqualTo(10);
    }

    @Test
    void shouldSealWhatIsToBeReconciledAndRefuseToWithoutASecret() {
        topic.write(List.of(topic.letter(1, 0, "LATE", bytes("x"))));
        RedriveRequest reconcile = new RedriveRequest(all(), true, 10, OptionalLong.empty(), "a test");

        assertThatThrownBy(() -> new Redriver(topic.config()).redrive(reconcile, sent -> {}, () -> true))
                .isInstanceOf(RedriveException.class)
                .hasMessageContaining("dlq.reconcile.secret");
        MeridianConfig config = topic.config("dlq.reconcile.secret", "a secret of this test");
        assertThat(new Redriver(config)
                        .redrive(reconcile, sent -> {}, () -> true)
                        .sent())
                .isEqualTo(1);

        ConsumerRecord<byte[], byte[]> sent = SentBack.of(topic.sentBack(), 1);
        assertThat(new ReconcileSeal(List.of("a secret of this test")).isSealed(sent, sent.value()))
                .isTrue();
        assertThat(new ReconcileSeal(List.of("another")).isSealed(sent, sent.value()))
                .isFalse();
    }

    @Test
    void shouldNameWhatIsMissing() {
        assertThatThrownBy(() -> new Redriver(topic.config("topics.create", "false"))
                        .redrive(fast(all()), sent -> {}, () -> true))
                .isInstanceOf(RedriveException.class)
                .hasMessageContainingAll(".redriven: does not exist", "cleanup.policy=compact", "topics.create=true");
        assertThatThrownBy(() ->
                        new Redriver(topic.config("topic.dlq", "nowhere")).tryOut(fast(all()), sent -> {}, () -> true))
                .isInstanceOf(RedriveException.class)
                .hasMessage("nowhere: does not exist");
    }

    private RedriveReport redrive(Selection selection) {
        return new Redriver(topic.config()).redrive(fast(selection), sent -> {}, () -> true);
    }

    private static RedriveRequest fast(Selection selection) {
        return new RedriveRequest(selection, false, 1_000_000, OptionalLong.empty(), "a test");
    }

    private static Selection all() {
        return new Selection(DeadLetterFilter.ALL, Set.of());
    }

    private static Selection by(String code) {
        DeadLetterFilter any = DeadLetterFilter.ALL;
        return new Selection(
                new DeadLetterFilter(
                        Optional.of(code), any.field(), any.device(), any.partition(), any.from(), any.to()),
                Set.of());
    }

    /** Bytes that no compression makes fewer. */
    private static byte[] noise(int length) {
        byte[] noise = new byte[length];
        new Random(1).nextBytes(noise);
        return noise;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}

package io.meridian.app.rights;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.meridian.app.config.MeridianConfig;
import io.meridian.app.topics.TopicsException;
import io.meridian.topic.TelemetryTopics;
import io.meridian.topology.TelemetryTopology;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AclOperation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said at start where a secured broker does not allow all, or does not know who calls. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MissingRightsIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    /** An application that has run before: all its topics are there. */
    private static final String OLD = "old";

    /** One that has not. */
    private static final Map<String, String> NEW = Map.of(
            "application.id", "new",
            "topic.raw", "new.raw",
            "topic.dlq", "new.dlq",
            "topic.aggregates", "new.aggregates",
            "topic.final", "new.final",
            "topic.config", "new.config",
            "topic.redriven", "new.redriven",
            "topics.create", "true");

    /** It only waits for what has begun before all others, who take their time. */
    private static final int LAST = Integer.MAX_VALUE;

    private static @Nullable SecuredKafka shared;

    /** It takes the whole of the time that is waited, so it begins first. */
    private static @Nullable CompletableFuture<Void> plain;

    private final SecuredKafka kafka = requireNonNull(shared, "shared");

    @BeforeAll
    static void startBroker(@TempDir Path directory) throws Exception {
        shared = SecuredKafka.start(directory);
        List<NewTopic> topics = new ArrayList<>();
        for (String name : TelemetryTopology.INTERNAL_TOPICS) {
            topics.add(topic(OLD + "-" + name));
        }
        TelemetryTopics.defaults()
                .all()
                .forEach(spec -> topics.add(topic(spec.name()).configs(spec.settingsWhenCreated(1 << 20))));
        topics.add(topic("telemetry.raw.dlq.redriven"));
        shared.create(topics);
        Map<String, String> settings = Map.of("bootstrap.servers", shared.clientServers());
        plain = CompletableFuture.runAsync(() -> startBy(settings));
    }

    private static NewTopic topic(String name) {
        return new NewTopic(name, Optional.of(1), Optional.empty());
    }

    @AfterAll
    static void stopBroker() {
        requireNonNull(shared, "shared").close();
    }

    @BeforeEach
    void grantAll() throws Exception {
        kafka.revokeAll();
        kafka.grant(SecuredKafka.PRINCIPAL, old());
        kafka.grant(SecuredKafka.PRINCIPAL, NeededRights.ofRun(someConfig(NEW)));
    }

    static List<Right> old() {
        return NeededRights.ofRun(someConfig(Map.of("application.id", OLD)));
    }

    /** What exists is not created. */
    static Stream<Right> toGoOn() {
        return old().stream().filter(right -> right.operation() != AclOperation.CREATE);
    }

    static List<Right> redrive() {
        return NeededRights.ofRedrive(someConfig(Map.of("application.id", OLD)));
    }

    static Stream<Right> toBeginWith() {
        return NeededRights.ofRun(someConfig(NEW)).stream()
                .filter(right ->
                        right.operation() == AclOperation.CREATE || right.operation() == AclOperation.DESCRIBE_CONFIGS);
    }

    @ParameterizedTest
    @MethodSource("toGoOn")
    void shouldNameTheOneRightThatIsMissing(Right right) throws Exception {
        kafka.revoke(SecuredKafka.PRINCIPAL, right);

        shouldBeRefused(verification(oldConfig()), right);
    }

    @ParameterizedTest
    @MethodSource("toBeginWith")
    void shouldNameTheOneRightThatIsMissingBeforeAnythingExists(Right right) throws Exception {
        kafka.revoke(SecuredKafka.PRINCIPAL, right);

        shouldBeRefused(verification(config(NEW)), right);
    }

    @ParameterizedTest
    @MethodSource("redrive")
    void shouldNameTheOneRightThatARedriveLacks(Right right) throws Exception {
        kafka.grant(SecuredKafka.PRINCIPAL, redrive());
        kafka.revoke(SecuredKafka.PRINCIPAL, right);

        shouldBeRefused(RightsVerification.ofRedrive(oldConfig()), right);
    }

    @Test
    void shouldListAllThatIsMissingTogether() throws Exception {
        kafka.revokeAll();

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(verification(oldConfig()).missing())
                        .hasValueSatisfying(words -> assertThat(words.lines()).hasSize(1 + old().size())));
    }

    @Test
    void shouldRefuseAPasswordThatIsWrongAndAUserWhoIsUnknown() {
        assertThatThrownBy(() -> startBy(kafka.clientWithPassword("wrong")))
                .isInstanceOf(TopicsException.class)
                .hasMessageMatching("the Kafka broker at 127.0.0.1:\\d+ does not take these credentials: .*"
                        + "; check user and password in kafka.sasl.jaas.config, and kafka.sasl.mechanism")
                .hasMessageNotContaining("wrong\"");
        assertThatThrownBy(() -> startBy(kafka.client("nobody")))
                .hasMessageContaining("does not take these credentials");
    }

    @Test
    void shouldSayThatTheBrokersCertificateIsSignedByAStranger() {
        assertThatThrownBy(() -> startBy(kafka.clientThatTrustsOthers()))
                .isInstanceOf(TopicsException.class)
                .hasMessageMatching("no TLS connection to the Kafka broker at 127.0.0.1:\\d+: .+"
                        + "; is its certificate signed by an authority in kafka.ssl.truststore.location, .*");
    }

    @Test
    void shouldSayThatTheBrokersCertificateHasExpired() {
        assertThatThrownBy(() -> startBy(kafka.clientOfExpired()))
                .isInstanceOf(TopicsException.class)
                .hasMessageMatching(
                        "no TLS connection to the Kafka broker at 127.0.0.1:\\d+: its certificate has expired"
                                + " \\(NotAfter: .+\\); it needs a new one");
    }

    @Test
    @Order(LAST)
    void shouldPointAtTheSecuritySettingsWhereNoneAreGiven() {
        assertThatThrownBy(() -> requireNonNull(plain, "plain").join())
                .hasCauseInstanceOf(TopicsException.class)
                .hasMessageContaining("within 15 s")
                .hasMessageContaining("kafka.security.protocol");
    }

    private void shouldBeRefused(RightsVerification verification, Right right) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThatThrownBy(verification::verify)
                        .isInstanceOf(RightsException.class)
                        .satisfies(refused -> assertThat(
                                        String.valueOf(refused.getMessage()).lines())
                                .containsExactly("Kafka does not allow all that is needed:", line(right))));
    }

    private String line(Right right) {
        return "  - User:meridian lacks " + right.words() + ", to " + right.why() + "; grant it: "
                + right.command(SecuredKafka.PRINCIPAL, oldConfig().bootstrapServers());
    }

    private static RightsVerification verification(MeridianConfig config) {
        return RightsVerification.ofRun(config, TelemetryTopology.INTERNAL_TOPICS);
    }

    private static void startBy(Map<String, String> client) {
        verification(config(client, Map.of())).verify();
    }

    private MeridianConfig oldConfig() {
        return config(Map.of("application.id", OLD));
    }

    private MeridianConfig config(Map<String, String> settings) {
        return config(kafka.client(SecuredKafka.USER), settings);
    }

    /** Of which rights are read, not clients made. */
    private static MeridianConfig someConfig(Map<String, String> settings) {
        return config(Map.of("bootstrap.servers", "any:9092"), settings);
    }

    private static MeridianConfig config(Map<String, String> client, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        client.forEach((name, value) -> all.put("kafka." + name, value));
        return MeridianConfig.of(all);
    }
}

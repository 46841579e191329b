package io.meridian.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryFaultsTest {
    private static final Schema TEXT = Schema.create(Schema.Type.STRING);

    private final FakeRegistry registry = new FakeRegistry();
    private final List<Duration> pauses = new ArrayList<>();

    @AfterEach
    void close() {
        registry.close();
    }

    private SchemaRegistryClient client(int retries, URI... urls) {
        RegistryConfig config = RegistryConfig.from(Map.of(
                RegistryConfig.URL, List.of(urls).stream().map(URI::toString).toList(),
                RegistryConfig.READ_TIMEOUT_MS, "10000",
                RegistryConfig.MAX_RETRIES, Integer.toString(retries)));
        return new SchemaRegistryClient(config, pauses::add, System::nanoTime);
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    @Timeout(20)
    void shouldBlameTheRegistryAndWorkAgainOnceItAnswers(Fault fault) {
        registry.put(5, "\"string\"");
        SchemaRegistryClient client = new SchemaRegistryClient(registry.impatientConfig());
        registry.fail(fault);

        assertThatExceptionOfType(RegistryUnavailableException.class)
                .isThrownBy(() -> client.schemaById(5))
                .withMessageContaining(registry.url().toString());
        assertThatExceptionOfType(RegistryUnavailableException.class).isThrownBy(() -> client.register("a", TEXT));

        registry.heal();

        assertThat(answered(() -> client.schemaById(5))).isEqualTo(new SchemaLookup.Known(TEXT));
        assertThat(answered(() -> client.register("a", TEXT))).isEqualTo(5);
    }

    /** On a busy machine, an answer may take longer than the client's patience; the test's time-out ends the waiting. */
    private static <T> T answered(Supplier<T> request) {
        while (true) {
            try {
                return request.get();
            } catch (RegistryUnavailableException slow) {
                if (Thread.currentThread().isInterrupted()) {
                    throw slow;
                }
            }
        }
    }

    @Test
    void shouldBlameTheRegistryWhenNobodyListens() {
        URI url = registry.url();
        registry.close();

        assertThatExceptionOfType(RegistryUnavailableException.class)
                .isThrownBy(() -> client(0, url).schemaById(5))
                .withMessageContaining(url.toString());
    }

    @Test
    void shouldRetryAfterPausesUntilAnAnswerComes() {
        registry.put(5, "\"string\"");
        registry.fail(Fault.INTERNAL_ERROR, 2);

        assertThat(client(3, registry.url()).schemaById(5)).isEqualTo(new SchemaLookup.Known(TEXT));
        assertThat(registry.requests()).hasSize(3);
        assertThat(pauses).hasSize(2);
    }

    @Test
    void shouldGiveUpAfterItsRetries() {
        registry.fail(Fault.TOO_MANY_REQUESTS);

        assertThatExceptionOfType(RegistryUnavailableException.class)
                .isThrownBy(() -> client(2, registry.url()).schemaById(5))
                .withMessageContaining("HTTP 429");
        assertThat(registry.requests()).hasSize(3);
    }

    @Test
    void shouldAskTheNextUrlAndStayWithTheOneThatAnswers() {
        try (FakeRegistry other = new FakeRegistry()) {
            registry.fail(Fault.INTERNAL_ERROR);
            other.put(5, "\"string\"");
            other.put(6, "\"int\"");
            SchemaRegistryClient client = client(0, registry.url(), other.url());

            assertThat(client.schemaById(5)).isInstanceOf(SchemaLookup.Known.class);
            assertThat(client.schemaById(6)).isInstanceOf(SchemaLookup.Known.class);
            assertThat(registry.requests()).hasSize(1);
            assertThat(other.requests()).hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 405, 422})
    void shouldNotTakeAnyOtherRefusalForAnUnknownId(int status) {
        registry.answer(status, "{\"error_code\":" + status + ",\"message\":\"no\"}");

        assertThatExceptionOfType(RegistryUnavailableException.class)
                .isThrownBy(() -> client(0, registry.url()).schemaById(5))
                .withMessageContaining("HTTP " + status);
    }

    @ParameterizedTest
    @CsvSource({"401,40101", "403,40301", "404,404", "422,42201"})
    void shouldNotRetryWhatTheRegistryRefuses(int status, int code) {
        registry.answer(status, "{\"error_code\":" + code + ",\"message\":\"because\\nof this\"}");

        assertThatExceptionOfType(RegistryRefusedException.class)
                .isThrownBy(() -> client(3, registry.url()).register("a", TEXT))
                .withMessageContaining("HTTP " + status + " (error code " + code + "): because of this")
                .withMessageContaining("subject a");
        assertThat(registry.requests()).hasSize(1);
    }

    @Test
    void shouldUnderstandARefusalThatIsNoJson() {
        registry.answer(403, "<h1>Forbidden</h1>");

        assertThatExceptionOfType(RegistryRefusedException.class)
                .isThrownBy(() -> client(0, registry.url()).register("a", TEXT))
                .withMessageEndingWith("HTTP 403");
    }

    @Test
    void shouldKeepTheInterruptOfAThreadThatWaits() {
        registry.fail(Fault.NO_ANSWER);
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(RegistryUnavailableException.class)
                .isThrownBy(() -> client(3, registry.url()).schemaById(5));
        assertThat(Thread.interrupted()).isTrue();
    }
}

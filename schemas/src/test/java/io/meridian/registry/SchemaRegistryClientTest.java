package io.meridian.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.meridian.avro.AggregateKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SchemaRegistryClientTest {
    private static final Schema TEXT = Schema.create(Schema.Type.STRING);

    private static final Set<Thread.State> STANDING_STILL =
            Set.of(Thread.State.WAITING, Thread.State.TIMED_WAITING, Thread.State.TERMINATED);

    private final AtomicLong nanos = new AtomicLong();
    private final FakeRegistry registry = new FakeRegistry();
    private final SchemaRegistryClient client = new SchemaRegistryClient(registry.config());

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void shouldAskOnceForWhatItHasRegistered() {
        int id = client.register("readings-value", TEXT);

        assertThat(client.register("readings-value", TEXT)).isEqualTo(id);
        assertThat(registry.requests()).containsExactly("POST /subjects/readings-value/versions");
    }

    @Test
    void shouldFindWhatAnotherClientRegisteredAtTheSameMoment() {
        registry.loseRaces();

        int id = client.register("a", TEXT);

        assertThat(registry.schema(id).path("schema").textValue()).isEqualTo(TEXT.toString());
        assertThat(registry.requests()).containsExactly("POST /subjects/a/versions", "POST /subjects/a");
    }

    @Test
    void shouldSayWhyASchemaConflicts() {
        registry.answer(409, "{\"error_code\":409,\"message\":\"incompatible with version 1\"}");

        assertThatExceptionOfType(RegistryRefusedException.class)
                .isThrownBy(() -> client.register("a", TEXT))
                .withMessageContaining("HTTP 409 (error code 409): incompatible with version 1");
        assertThat(registry.requests()).containsExactly("POST /subjects/a/versions", "POST /subjects/a");
    }

    @Test
    void shouldAskForEachSubjectAndSchemaApart() {
        int text = client.register("a", TEXT);
        int number = client.register("a", Schema.create(Schema.Type.INT));

        assertThat(number).isNotEqualTo(text);
        assertThat(client.register("b", TEXT)).isEqualTo(text);
        assertThat(registry.requests()).hasSize(3);
    }

    @Test
    void shouldEncodeSubjectsThatAreNotPlain() {
        client.register("a b/ü+%-value", TEXT);

        assertThat(registry.requests()).containsExactly("POST /subjects/a%20b%2F%C3%BC%2B%25-value/versions");
    }

    @Test
    void shouldRegisterTheSchemaAsItsFileHasIt() throws IOException {
        int id = client.register("k", AggregateKey.getClassSchema());

        String asInFile = new Schema.Parser()
                .parse(Path.of("src/main/avro/AggregateKey.avsc").toFile())
                .toString();
        assertThat(registry.schema(id).path("schema").textValue()).isEqualTo(asInFile);
    }

    @Test
    void shouldFindWhatOthersHaveRegistered() {
        int id = client.register("a", TEXT);

        assertThat(new SchemaRegistryClient(registry.config()).registeredId("a", TEXT))
                .isEqualTo(id);
        assertThat(registry.requests()).containsExactly("POST /subjects/a/versions", "POST /subjects/a");
    }

    @Test
    void shouldSayWhatIsNotRegistered() {
        assertThatExceptionOfType(RegistryRefusedException.class)
                .isThrownBy(() -> client.registeredId("a", TEXT))
                .withMessageContaining("subject a")
                .withMessageContaining("404 (error code 40401): Subject 'a' not found");
    }

    @Test
    void shouldAskOnceForAnId() {
        registry.put(42, "\"string\"");

        assertThat(client.schemaById(42)).isEqualTo(new SchemaLookup.Known(TEXT));
        assertThat(client.schemaById(42)).isEqualTo(new SchemaLookup.Known(TEXT));
        assertThat(registry.requests()).containsExactly("GET /schemas/ids/42");
    }

    @Test
    @Timeout(60)
    void shouldMakeOneRequestForManyThreadsThatWantOneId() throws Exception {
        registry.put(7, "\"string\"");
        List<FutureTask<SchemaLookup>> lookUps = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        synchronized (registry.gate()) {
            for (int i = 0; i < 8; i++) {
                FutureTask<SchemaLookup> lookUp = new FutureTask<>(() -> client.schemaById(7));
                Thread thread = new Thread(lookUp, "look-up-" + i);
                thread.start();
                lookUps.add(lookUp);
                threads.add(thread);
            }
            for (Thread thread : threads) {
                while (!STANDING_STILL.contains(thread.getState())) {
                    Thread.onSpinWait();
                }
            }
        }

        for (FutureTask<SchemaLookup> lookUp : lookUps) {
            assertThat(lookUp.get()).isEqualTo(new SchemaLookup.Known(TEXT));
        }
        assertThat(registry.requests()).hasSize(1);
    }

    @Test
    void shouldRememberForAWhileThatAnIdIsUnknown() {
        SchemaRegistryClient client = new SchemaRegistryClient(registry.config(), pause -> {}, nanos::get);
        assertThat(client.schemaById(9))
                .isInstanceOfSatisfying(
                        SchemaLookup.Unknown.class,
                        unknown -> assertThat(unknown.reason()).isEqualTo("schema id 9 is unknown to the registry"));

        registry.put(9, "\"string\"");

        assertThat(client.schemaById(9)).isInstanceOf(SchemaLookup.Unknown.class);
        assertThat(registry.requests()).hasSize(1);
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(client.schemaById(9)).isEqualTo(new SchemaLookup.Known(TEXT));
    }

    @Test
    void shouldTellWhatIsNoAvroSchema() {
        registry.put(1, "syntax = \"proto3\";", "PROTOBUF");
        registry.put(2, "{\"type\":\"nope\"}");

        assertThat(client.schemaById(1))
                .isEqualTo(new SchemaLookup.Unknown("schema id 1 is of type PROTOBUF, not AVRO"));
        assertThat(client.schemaById(2)).isInstanceOf(SchemaLookup.Unknown.class);
    }

    @Test
    void shouldReadASchemaWhoseDefaultDoesNotFit() {
        registry.put(
                3,
                "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"f\",\"type\":\"int\",\"default\":\"x\"}]}");

        assertThat(client.schemaById(3)).isInstanceOf(SchemaLookup.Known.class);
    }
}

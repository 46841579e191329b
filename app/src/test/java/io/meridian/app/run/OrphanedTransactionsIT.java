package io.meridian.app.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.meridian.app.config.MeridianConfig;
import io.meridian.local.Children;
import io.meridian.local.FreePorts;
import io.meridian.local.LocalHome;
import io.meridian.local.LocalKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrphanedTransactionsIT {
    private static final String TOPIC = "partials";

    @Test
    void shouldEndWhatThisInstanceHadBegunBeforeItJoins(@TempDir Path directory) throws Exception {
        try (Children children = new Children()) {
            LocalKafka broker = LocalKafka.start(children, LocalHome.ofThisJvm(), directory, FreePorts.find());
            broker.awaitReady(LocalKafka.START_TIMEOUT);
            String kafka = broker.bootstrapServers();
            MeridianConfig config = MeridianConfig.of(
                    Map.of("kafka.bootstrap.servers", kafka, "application.id", "plant", "instance.id", "one"));
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka));
                    KafkaProducer<byte[], byte[]> own = begun(admin, kafka, "plant-:one-1");
                    KafkaProducer<byte[], byte[]> other = begun(admin, kafka, "plant-:two-1")) {
                assertThat(open(admin)).containsExactlyInAnyOrder("plant-:one-1", "plant-:two-1");

                OrphanedTransactions.endOwn(config);

                await().atMost(Duration.ofSeconds(20))
                        .untilAsserted(() -> assertThat(open(admin)).containsExactly("plant-:two-1"));
                assertThatThrownBy(own::commitTransaction).isInstanceOf(KafkaException.class);
                other.commitTransaction();
            }
        }
    }

    private static KafkaProducer<byte[], byte[]> begun(Admin admin, String kafka, String id) throws Exception {
        if (!admin.listTopics().names().get().contains(TOPIC)) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
        }
        KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka, "transactional.id", id),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        producer.initTransactions();
        producer.beginTransaction();
        var unused = producer.send(new ProducerRecord<>(TOPIC, new byte[1])).get();
        return producer;
    }

    private static List<String> open(Admin admin) throws Exception {
        return admin
                .listTransactions(new ListTransactionsOptions().filterStates(List.of(TransactionState.ONGOING)))
                .all()
                .get()
                .stream()
                .map(TransactionListing::transactionalId)
                .collect(Collectors.toList());
    }
}

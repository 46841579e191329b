package io.meridian.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.meridian.app.exactness.CommittedOutput;
import io.meridian.app.exactness.DeadLetterCheck;
import io.meridian.app.exactness.FinalRows;
import io.meridian.app.exactness.Oracle;
import io.meridian.app.exactness.PlannedRecord;
import io.meridian.avro.AvroDeserializer;
import io.meridian.avro.RegionAggregate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** What is to be true of what came out, once all of it has. */
final class Verdict {
    private Verdict() {}

    /** Returns what there was to be. */
    static Oracle await(Stage stage, List<PlannedRecord> sent, Duration patience) throws Exception {
        Oracle oracle = new Oracle(sent, stage.regions.ofDevice());
        String kafka = stage.brokers.bootstrapServers();
        String topic = Stage.topic("aggregates.final");
        try (AvroDeserializer<RegionAggregate> deserializer = new AvroDeserializer<>();
                CommittedOutput finals = new CommittedOutput(kafka, topic);
                CommittedOutput deadLetters = new CommittedOutput(kafka, Stage.topic("raw.dlq"))) {
            deserializer.configure(Map.of("schema.registry.url", stage.registryUrl()), false);
            FinalRows rows = new FinalRows(deserializer, topic);
            Awaitility.await("everything counted or dead-lettered: " + oracle)
                    .atMost(patience)
                    .pollInterval(Duration.ofMillis(500))
                    .untilAsserted(() -> {
                        assertThat(deadLetters.records().size())
                                .as("dead letters")
                                .isEqualTo((int) oracle.rejected());
                        assertThat(rows.take(finals.records()).counted())
                                .as("counted")
                                .isEqualTo(oracle.counted());
                    });
            new DeadLetterCheck(sent).check(deadLetters.records());
            rows.check(oracle);
            assertThat(DeadLetterCheck.byCode(deadLetters.records())).isEqualTo(oracle.rejectedByCode());
        }
        stage.refreshes.check();
        stage.rest.check(oracle, stage.instances.url(0));
        return oracle;
    }
}

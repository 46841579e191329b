package io.meridian.chaos;

import io.meridian.app.exactness.Accounts;
import io.meridian.app.exactness.Oracle;
import io.meridian.app.exactness.PlannedRecord;
import io.meridian.avro.AvroDeserializer;
import io.meridian.avro.RegionAggregate;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What is to be true of what came out, once all of it has. */
final class Verdict {
    private Verdict() {}

    /** Returns what there was to be. */
    static Oracle await(Stage stage, List<PlannedRecord> sent, Duration patience) throws Exception {
        Oracle oracle = new Oracle(sent, stage.regions.ofDevice());
        try (AvroDeserializer<RegionAggregate> rows = new AvroDeserializer<>()) {
            rows.configure(Map.of("schema.registry.url", stage.registryUrl()), false);
            new Accounts(stage.brokers.bootstrapServers(), Stage.topic("aggregates.final"), Stage.topic("raw.dlq"))
                    .awaitAndCheck(sent, oracle, rows, patience);
        }
        stage.refreshes.check();
        stage.rest.check(oracle, stage.instances.url(0));
        return oracle;
    }
}

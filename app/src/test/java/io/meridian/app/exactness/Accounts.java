package io.meridian.app.exactness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.meridian.avro.RegionAggregate;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.serialization.Deserializer;

/** The two topics in which each record of a load has to be found, once, in one of them. */
public final class Accounts {
    private final String bootstrapServers;
    private final String finals;
    private final String deadLetters;

    /**
     * @param finals the topic of closed windows
     * @param deadLetters the topic of what was rejected
     */
    public Accounts(String bootstrapServers, String finals, String deadLetters) {
        this.bootstrapServers = bootstrapServers;
        this.finals = finals;
        this.deadLetters = deadLetters;
    }

    /**
     * Waits until all is there, and checks each of it as it comes.
     *
     * @param sent in the order in which each partition was sent its records
     * @param oracle what is to come of it
     */
    public void awaitAndCheck(
            List<PlannedRecord> sent, Oracle oracle, Deserializer<RegionAggregate> deserializer, Duration patience) {
        FinalRows rows = new FinalRows(deserializer, finals);
        DeadLetterCheck letters = new DeadLetterCheck(sent);
        try (CommittedOutput counted = new CommittedOutput(bootstrapServers, finals);
                CommittedOutput rejected = new CommittedOutput(bootstrapServers, deadLetters)) {
            await("counted and dead-lettered: " + oracle)
                    .atMost(patience)
                    .pollInterval(Duration.ofMillis(500))
                    .until(
                            () -> {
                                counted.drain(rows::take);
                                rejected.drain(letters::take);
                                return List.of(rows.counted(), letters.count());
                            },
                            List.of(oracle.counted(), oracle.rejected())::equals);
        }
        rows.check(oracle);
        assertThat(letters.byCode()).isEqualTo(oracle.rejectedByCode());
    }
}

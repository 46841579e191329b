package io.meridian.app.redrive;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.meridian.app.deadletters.DeadLetter;
import io.meridian.app.deadletters.Origin;
import io.meridian.topology.ingest.RejectionHeaders;
import io.meridian.topology.reconcile.ReconcileSeal;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Makes of a dead letter the record that it was: the same key, value, headers, timestamp and partition. */
final class Returning {
    private final String rawTopic;
    private final int partitions;
    private final int maxAttempts;
    private final Optional<ReconcileSeal> seal;

    /** A dead letter that is looked at: either it goes, or there is a reason why not. */
    sealed interface Verdict {
        /** @param record as it goes */
        record Goes(ProducerRecord<byte[], byte[]> record) implements Verdict {}

        /** @param why it does not */
        record Stays(Left why) implements Verdict {}
    }

    /**
     * @param partitions how many the raw topic has
     * @param maxAttempts how often a record is sent back at most
     * @param seal with which each is sealed; empty for none
     */
    Returning(String rawTopic, int partitions, int maxAttempts, Optional<ReconcileSeal> seal) {
        this.rawTopic = rawTopic;
        this.partitions = partitions;
        this.maxAttempts = maxAttempts;
        this.seal = seal;
    }

    Verdict of(DeadLetter letter) {
        if (letter.origin().isEmpty()) {
            return new Verdict.Stays(Left.NO_DEAD_LETTER);
        }
        Origin origin = letter.origin().get();
        if (!origin.topic().equals(rawTopic)) {
            return new Verdict.Stays(Left.OTHER_TOPIC);
        }
        if (origin.partition() >= partitions) {
            return new Verdict.Stays(Left.NO_PARTITION);
        }
        if (letter.attempt() >= maxAttempts) {
            return new Verdict.Stays(Left.TOO_MANY_ATTEMPTS);
        }
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                rawTopic, origin.partition(), letter.timestamp(), letter.key(), letter.value(), letter.headers());
        record.headers()
                .add(
                        RejectionHeaders.ATTEMPT,
                        String.valueOf(letter.attempt() + 1).getBytes(UTF_8));
        seal.ifPresent(with -> record.headers()
                .add(ReconcileSeal.HEADER, with.seal(record, letter.place().toString())));
        return new Verdict.Goes(record);
    }
}

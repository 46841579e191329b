package io.meridian.app.redrive;

import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;

/** Writes all or nothing. For one thread. */
final class Transactions {
    private final Producer<byte[], byte[]> producer;

    /** @param producer with a transactional id, which one redrive of an application has at a time */
    Transactions(Producer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    /** Ends whatever a redrive before has left open, and keeps it from going on. */
    void begin() {
        try {
            producer.initTransactions();
        } catch (KafkaException e) {
            throw failed(e);
        }
    }

    /**
     * Writes them.
     *
     * @return false if the broker takes one of them under no circumstances; then none is written
     * @throws RedriveException if they cannot be written now
     */
    boolean write(List<ProducerRecord<byte[], byte[]>> records) {
        try {
            producer.beginTransaction();
            for (ProducerRecord<byte[], byte[]> record : records) {
                var unused = producer.send(record);
            }
            producer.commitTransaction();
            return true;
        } catch (ProducerFencedException | InvalidProducerEpochException | AuthorizationException e) {
            throw failed(e);
        } catch (KafkaException e) {
            abort(e);
            if (refusal(e).isPresent()) {
                return false;
            }
            throw failed(e);
        }
    }

    private void abort(KafkaException cause) {
        try {
            producer.abortTransaction();
        } catch (KafkaException e) {
            cause.addSuppressed(e);
            throw failed(cause);
        }
    }

    /** Whether it is one of the records that is at fault. */
    private static Optional<Throwable> refusal(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RecordTooLargeException
                    || cause instanceof InvalidTimestampException
                    || cause instanceof InvalidRecordException) {
                return Optional.of(cause);
            }
        }
        return Optional.empty();
    }

    private static RedriveException failed(KafkaException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProducerFencedException || cause instanceof InvalidProducerEpochException) {
                return new RedriveException(
                        "another redrive of this application has begun, and this one was ended by it; what it had sent is noted,"
                                + " and nothing is sent twice",
                        failure);
            }
            if (cause instanceof AuthorizationException
                    || cause instanceof AuthenticationException
                    || cause instanceof InvalidConfigurationException) {
                return new RedriveException(
                        "Kafka does not allow the redrive: " + cause.getMessage()
                                + "; it needs to write topic.raw and topic.redriven, and its transactional id",
                        failure);
            }
        }
        return new RedriveException(
                "Kafka does not take what is sent back: " + failure.getMessage()
                        + "; nothing was left half done, and the same again goes on",
                failure);
    }
}

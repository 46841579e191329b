package io.meridian.topology.ingest;

import io.meridian.avro.reading.AvroReadings;
import io.meridian.reading.DecodedFields;
import io.meridian.registry.RegistryUnavailableException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for a registry that does not answer: that is no fault of the record, so nothing is rejected. Waiting holds up
 * the stream thread, and with it what it has not committed; should that outlast Kafka's own limits, the partition is
 * taken away and read again from the last commit. Safe for concurrent use.
 */
public final class PatientAvroReadings implements AvroReadings, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(PatientAvroReadings.class);

    private final AvroReadings impatient;
    private final Duration pause;
    private final CountDownLatch stopping = new CountDownLatch(1);

    /**
     * @param impatient asked again and again until it answers
     * @param pause how long to wait between two attempts
     */
    public PatientAvroReadings(AvroReadings impatient, Duration pause) {
        this.impatient = impatient;
        this.pause = pause;
    }

    @Override
    public DecodedFields decode(byte[] framed) {
        boolean waiting = false;
        while (true) {
            try {
                DecodedFields fields = impatient.decode(framed);
                if (waiting) {
                    log.info("The schema registry answers again; ingest goes on");
                }
                return fields;
            } catch (RegistryUnavailableException unavailable) {
                if (!waiting) {
                    log.warn("Ingest waits for the schema registry and rejects nothing: {}", unavailable.getMessage());
                    waiting = true;
                }
                waitOrStop();
            }
        }
    }

    private void waitOrStop() {
        try {
            if (stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new StoppedWaitingException();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StoppedWaitingException();
        }
    }

    /** Ends all waiting; what waited is read again after the next start. */
    @Override
    public void close() {
        stopping.countDown();
    }
}

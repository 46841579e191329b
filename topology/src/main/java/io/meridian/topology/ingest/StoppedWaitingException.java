package io.meridian.topology.ingest;

import org.apache.kafka.streams.errors.StreamsException;

/** The program is stopping while a record waits for the schema registry: it stays uncommitted and is read again. */
public final class StoppedWaitingException extends StreamsException {
    private static final long serialVersionUID = 1;

    StoppedWaitingException() {
        super("stopping while a record waits for the schema registry; it will be read again after the next start");
    }
}

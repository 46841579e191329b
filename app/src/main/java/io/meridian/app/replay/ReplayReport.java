package io.meridian.app.replay;

import java.util.OptionalLong;

/**
 * What a replay has done.
 *
 * @param acknowledged readings that the topic has for certain
 * @param skipped rows that are no readings
 * @param expired readings that are older than the topic keeps records
 * @param earliest event time, milliseconds since 1970-01-01T00:00:00Z; empty where nothing was sent
 * @param latest event time
 */
public record ReplayReport(
        long acknowledged, long skipped, long expired, OptionalLong earliest, OptionalLong latest, Ending ending) {

    /** How it came to its end. */
    public enum Ending {
        /** The file is at its end, or there were as many as asked for. */
        COMPLETE,
        /** It was asked to end. */
        STOPPED,
        /** At a row that is no reading. */
        BAD_ROW,
        /** A record could not be sent. */
        NOT_SENT
    }
}

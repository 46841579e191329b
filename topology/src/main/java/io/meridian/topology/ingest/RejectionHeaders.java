package io.meridian.topology.ingest;

import io.meridian.topology.reconcile.ReconcileSeal;
import java.util.List;

/** The names of the headers by which a dead letter tells why it is one; all their values are UTF-8 text. */
public final class RejectionHeaders {
    public static final String ORIGIN_TOPIC = "__streams.errors.topic";
    public static final String ORIGIN_PARTITION = "__streams.errors.partition";
    public static final String ORIGIN_OFFSET = "__streams.errors.offset";
    public static final String MESSAGE = "__streams.errors.message";
    public static final String EXCEPTION = "__streams.errors.exception";
    public static final String STACK_TRACE = "__streams.errors.stacktrace";

    public static final String CODE = "meridian.error.code";
    public static final String FIELD = "meridian.error.field";
    public static final String ERRORS = "meridian.errors";
    public static final String LATE_START = "meridian.late.window.start";
    public static final String LATE_END = "meridian.late.window.end";
    public static final String LATE_BY = "meridian.late.by.ms";
    /** How often the record has been sent back; the only one that stays on a record that is. */
    public static final String ATTEMPT = "meridian.dlq.attempt";

    private static final List<String> PREFIXES =
            List.of("meridian.error.", ERRORS, "meridian.late.", ATTEMPT, "__streams.errors.", ReconcileSeal.HEADER);

    private RejectionHeaders() {}

    /** Whether a header of this name is the loop's, and not of those that the producer set. */
    public static boolean isOfTheLoop(String name) {
        for (String prefix : PREFIXES) {
            if (name.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }
}

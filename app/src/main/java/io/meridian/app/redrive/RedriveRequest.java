package io.meridian.app.redrive;

import java.util.OptionalLong;

/**
 * What is asked for.
 *
 * @param selection which dead letters
 * @param reconcile whether they count although their windows have closed
 * @param limit how many are sent at most, at least 1
 * @param rate how many a second at most; empty for as fast as it goes
 * @param who asks, for the log
 */
public record RedriveRequest(Selection selection, boolean reconcile, long limit, OptionalLong rate, String who) {
    /** What a run is known by: the same again goes on with it. */
    String words() {
        return (reconcile ? "reconcile " : "send ") + selection.words();
    }
}

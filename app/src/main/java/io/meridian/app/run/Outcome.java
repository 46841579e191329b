package io.meridian.app.run;

/** How an instance has ended. */
public sealed interface Outcome {
    /** It was asked to, and has. */
    record Stopped() implements Outcome {}

    /** @param reason why it could not go on, or could not end in time */
    record Failed(String reason) implements Outcome {}
}

package io.meridian.app.deadletters;

/** The dead-letter topic cannot be read now: the message says what to look at; nothing was changed. */
public final class DeadLettersUnreadableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public DeadLettersUnreadableException(String message) {
        super(message);
    }

    public DeadLettersUnreadableException(String message, Throwable cause) {
        super(message, cause);
    }
}

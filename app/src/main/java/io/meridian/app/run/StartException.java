package io.meridian.app.run;

/** The instance cannot start, and a restart alone would not help: its operator has to act on what the message says. */
public final class StartException extends RuntimeException {
    private static final long serialVersionUID = 1;

    StartException(String message) {
        super(message);
    }

    StartException(String message, Throwable cause) {
        super(message, cause);
    }
}

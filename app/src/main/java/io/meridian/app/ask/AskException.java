package io.meridian.app.ask;

/** The instance does not answer, or not as hoped; the message says so in one line. */
public final class AskException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public AskException(String message) {
        super(message);
    }

    public AskException(String message, Throwable cause) {
        super(message, cause);
    }
}

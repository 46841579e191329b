package io.meridian.app.topics;

/** The topics are not as they have to be, or nobody can tell: the program cannot start, and its operator has to act. */
public final class TopicsException extends RuntimeException {
    private static final long serialVersionUID = 1;

    TopicsException(String message) {
        super(message);
    }

    TopicsException(String message, Throwable cause) {
        super(message, cause);
    }
}

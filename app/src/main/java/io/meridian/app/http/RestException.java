package io.meridian.app.http;

/** The REST server cannot start: the instance ends. */
public final class RestException extends RuntimeException {
    private static final long serialVersionUID = 1;

    RestException(String message) {
        super(message);
    }

    RestException(String message, Throwable cause) {
        super(message, cause);
    }
}

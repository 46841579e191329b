package io.meridian.app.redrive;

/** A redrive that could not be done, or not to its end. What it had committed is sent, and noted; the same again goes on. */
public final class RedriveException extends RuntimeException {
    private static final long serialVersionUID = 1;

    RedriveException(String message) {
        super(message);
    }

    RedriveException(String message, Throwable cause) {
        super(message, cause);
    }
}

package io.meridian.app.query;

/** Another instance does not answer, or not as it should. The message says why, for people. */
public final class PeerException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public PeerException(String message) {
        super(message);
    }

    public PeerException(String message, Throwable cause) {
        super(message, cause);
    }
}

package io.meridian.app.replay;

import java.io.Serial;

/** A file that cannot be replayed, or a topic that cannot take it. The message says why and what to do. */
public final class ReplayException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    ReplayException(String message) {
        super(message);
    }

    ReplayException(String message, Throwable cause) {
        super(message, cause);
    }
}

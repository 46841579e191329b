package io.meridian.app.query;

/** There is no state to be read, and trying again at once is of no use. */
public final class StoresUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    StoresUnavailableException(String reason) {
        super(reason);
    }
}

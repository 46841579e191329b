package io.meridian.registry;

/**
 * The registry gave no answer that decides anything: no connection, a time-out, 408, 429, 5xx, or a body that is not
 * the protocol's. Wait and try again; no record and no schema is at fault.
 */
public final class RegistryUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** @param message which registry was asked, and what came instead of an answer */
    public RegistryUnavailableException(String message) {
        super(message);
    }

    /**
     * @param message which registry was asked, and what came instead of an answer
     * @param cause what failed on the way
     */
    public RegistryUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}

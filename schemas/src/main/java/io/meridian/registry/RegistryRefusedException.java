package io.meridian.registry;

/**
 * The registry answered, and the answer is no: a schema incompatible with earlier ones (409), invalid (422), not
 * registered where registering is not allowed (404), or credentials that do not suffice (401, 403). Asking again will
 * not help: stop, and let an operator read the message.
 */
public final class RegistryRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** @param message what was asked of which registry, and its reason */
    public RegistryRefusedException(String message) {
        super(message);
    }
}

package io.meridian.app.rights;

/** The principal lacks rights that its work needs: the program cannot start, and its operator has to grant them. */
public final class RightsException extends RuntimeException {
    private static final long serialVersionUID = 1;

    RightsException(String message) {
        super(message);
    }
}

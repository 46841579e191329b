package io.meridian.topology.refresh;

/** The topic of refresh events cannot be read, and waiting would not help: the instance cannot start. */
public final class SettingsUnreadableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    SettingsUnreadableException(String message, Throwable cause) {
        super(message, cause);
    }
}

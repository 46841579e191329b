package io.meridian.app.http;

/** A request that names a parameter wrongly, or gives it a value that it cannot have: the caller's to mend. */
final class BadParameterException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String parameter;

    BadParameterException(String parameter, String message) {
        super(message);
        this.parameter = parameter;
    }

    /** Whose value is refused. */
    String parameter() {
        return parameter;
    }
}

package io.meridian.topology.closing;

/** Whether a window still takes readings as a matter of course; a change after closing is a correction. */
public enum Status {
    /** Its end and grace have not passed in every raw partition that is not idle. */
    OPEN(0),
    /** It has closed; what reaches it now raises its revision. */
    FINAL(1);

    private final byte code;

    Status(int code) {
        this.code = (byte) code;
    }

    /** How the stores write it. */
    byte code() {
        return code;
    }

    /** Reads what {@link #code()} gave. */
    static Status of(byte code) {
        return switch (code) {
            case 0 -> OPEN;
            case 1 -> FINAL;
            default ->
                throw new IllegalArgumentException("expected a status of 0 or 1, found " + code
                        + ": was the store written by a newer version? Upgrade all instances.");
        };
    }
}

package io.meridian.topology.closing;

/** Whether a window still takes readings as a matter of course; a change after closing is a correction. */
public enum Status {
    /** Its end and grace have not passed in every raw partition that is not idle. */
    OPEN,
    /** It has closed; what reaches it now raises its revision. */
    FINAL
}

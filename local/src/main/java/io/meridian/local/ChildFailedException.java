package io.meridian.local;

/** A child process ended or kept silent where it was needed; the message names it and shows the end of its log. */
public final class ChildFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int LINES = 20;

    private ChildFailedException(String message) {
        super(message);
    }

    /** Describes a child that ended by itself. */
    public static ChildFailedException ended(ChildProcess child) {
        return new ChildFailedException(
                child.name() + " ended with exit code " + child.exitCode().orElseThrow() + "." + tail(child));
    }

    static ChildFailedException notReady(ChildProcess child, long seconds) {
        return new ChildFailedException(child.name() + " was not ready after " + seconds + " s." + tail(child));
    }

    private static String tail(ChildProcess child) {
        String lines = String.join("\n  ", child.lastLines(LINES));
        String errors = String.join("\n  ", LogTail.errorsBefore(child.log(), LINES));
        return (errors.isEmpty() ? "" : " Its last errors before the end:\n  " + errors + "\n") + "The last lines of "
                + child.log() + ":\n  " + (lines.isBlank() ? "(nothing)" : lines);
    }
}

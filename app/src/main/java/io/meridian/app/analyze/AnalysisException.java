package io.meridian.app.analyze;

/** The file cannot be analysed as asked; the message says why, in one line, and what to do. */
public final class AnalysisException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AnalysisException(String message) {
        super(message);
    }

    AnalysisException(String message, Throwable cause) {
        super(message, cause);
    }
}

package io.meridian.reading;

/** Text from a record, made fit to stand in a message or a header: one line, printable, short. */
final class FoundText {
    private static final int SHORT = 60;
    private static final int LINE = 200;

    private FoundText() {}

    /** The text between double quotes. */
    static String quoted(String text) {
        return '"' + shortened(text) + '"';
    }

    /** At most {@value #SHORT} characters of the text, then an ellipsis. */
    static String shortened(String text) {
        return printable(text, SHORT);
    }

    /** At most {@value #LINE} characters of the text, then an ellipsis. */
    static String line(String text) {
        return printable(text, LINE);
    }

    private static String printable(String text, int limit) {
        StringBuilder result = new StringBuilder();
        int at = 0;
        for (int count = 0; at < text.length() && count < limit; count++) {
            int codePoint = text.codePointAt(at);
            if (isPrintable(codePoint)) {
                result.appendCodePoint(codePoint);
            } else if (Character.isBmpCodePoint(codePoint)) {
                result.append(String.format("\\u%04x", codePoint));
            } else {
                result.append(String.format("\\u{%x}", codePoint));
            }
            at += Character.charCount(codePoint);
        }
        return at < text.length() ? result.append('…').toString() : result.toString();
    }

    /** Format characters are escaped too: some of them turn the direction of the text that follows. */
    private static boolean isPrintable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}

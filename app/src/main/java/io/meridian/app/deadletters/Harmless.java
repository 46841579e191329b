package io.meridian.app.deadletters;

/**
 * Text from outside for terminals and logs: control characters, which a terminal obeys and which end a log's line, and characters
 * that turn the direction of writing stand in it as {@code \}{@code u001b}.
 */
public final class Harmless {
    private Harmless() {}

    /** The same, in one line that does nothing. */
    public static String text(String text) {
        StringBuilder harmless = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            if (isHarmful(point)) {
                for (char unit : Character.toChars(point)) {
                    harmless.append(String.format("\\u%04x", (int) unit));
                }
            } else {
                harmless.appendCodePoint(point);
            }
        });
        return harmless.toString();
    }

    private static boolean isHarmful(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> true;
            default -> false;
        };
    }

    /** The same, no longer than so many characters. */
    public static String text(String text, int most) {
        String harmless = text(text);
        return harmless.length() <= most ? harmless : harmless.substring(0, most - 1) + "…";
    }
}

package io.meridian.topology.settings;

/**
 * Why settings were refused: one fault in one file. What of it others have written is cut short and made printable, as it
 * goes to logs and answers.
 *
 * @param file path of the file within the config directory; empty where it is what holds the files
 * @param line number of the line, from 1; 0 where it is the file as a whole
 * @param field the key at fault; empty where it is the file as a whole
 * @param message what was expected, what came, and what to do
 */
public record SettingsProblem(String file, int line, String field, String message) {
    private static final int MAX_NAME = 200;
    private static final int MAX_MESSAGE = 600;

    public SettingsProblem {
        file = printable(file, MAX_NAME);
        field = printable(field, MAX_NAME);
        message = printable(message, MAX_MESSAGE);
    }

    private static String printable(String text, int most) {
        String cut = text.length() <= most ? text : text.substring(0, most) + "…";
        return cut.replaceAll("[\\p{Cntrl}\\p{Cs}]", "?");
    }

    @Override
    public String toString() {
        String place = file + (line > 0 ? ":" + line : "");
        return (place.isEmpty() ? "" : place + ": ") + (field.isEmpty() ? "" : field + ": ") + message;
    }
}

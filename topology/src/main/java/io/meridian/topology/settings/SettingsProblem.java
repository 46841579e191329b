package io.meridian.topology.settings;

/**
 * Why settings were refused: one fault in one file.
 *
 * @param file path of the file within the config directory
 * @param line number of the line, from 1; 0 where it is the file as a whole
 * @param field the key at fault; empty where it is the file as a whole
 * @param message what was expected, what came, and what to do
 */
public record SettingsProblem(String file, int line, String field, String message) {
    @Override
    public String toString() {
        return file + (line > 0 ? ":" + line : "") + ": " + (field.isEmpty() ? "" : field + ": ") + message;
    }
}

package io.meridian.app.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A part of a document that the code knows better.
 *
 * @param file the document
 * @param name stands in the comment before it
 * @param content as it has to be
 */
record GeneratedPart(Path file, String name, String content) {
    private static final String END = "<!-- end -->";

    /** As it is. */
    String found() {
        String text = Documents.text(file);
        int begin = begin(text);
        return text.substring(begin, end(text, begin));
    }

    /** Makes it as it has to be. */
    void write() throws IOException {
        String text = Documents.text(file);
        int begin = begin(text);
        Files.writeString(file, text.substring(0, begin) + content + text.substring(end(text, begin)));
    }

    private int begin(String text) {
        String mark = "<!-- generated: " + name + " -->\n";
        int at = text.indexOf(mark);
        if (at < 0) {
            throw new IllegalStateException("no " + mark.strip() + " in " + file);
        }
        return at + mark.length();
    }

    private int end(String text, int begin) {
        int at = text.indexOf(END, begin);
        if (at < 0) {
            throw new IllegalStateException("no " + END + " after " + name + " in " + file);
        }
        return at;
    }
}

package io.meridian.app.docs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A command in a document: of a block that is indented or fenced, and begins like one.
 *
 * @param place document and line
 * @param text of the whole command, without the comment behind it
 * @param marked whether the document says that no test runs it
 */
record ShownCommand(String place, String text, boolean marked) {
    private static final String MARK = "(not run by a test)";
    private static final Pattern BEGINNING = Pattern.compile(
            "(\\./|curl |kafka-|apt-get |docker |helm |kubectl |echo |openssl |keytool |rm |java |npm |git ).*");

    String program() {
        return text.split("\\s+", 2)[0];
    }

    /** All of a document. */
    static List<ShownCommand> of(Path file) {
        List<ShownCommand> commands = new ArrayList<>();
        List<String> lines = Documents.text(file).lines().toList();
        boolean fenced = false;
        String prose = "";
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.startsWith("```")) {
                fenced = !fenced;
            } else if (!fenced && !line.startsWith("    ")) {
                // The paragraph before a block speaks for all of it.
                prose = line.isBlank() && !beginsBlock(lines, i + 1) ? "" : prose + line;
            } else if (BEGINNING.matcher(line.strip()).matches()) {
                StringBuilder text = new StringBuilder(line.strip());
                int begin = i;
                while (i + 1 < lines.size() && (line.endsWith("\\") || line.endsWith("|"))) {
                    line = lines.get(++i);
                    text.append(' ').append(line.strip());
                }
                String whole = text.toString();
                commands.add(new ShownCommand(
                        Documents.name(file) + ":" + (begin + 1),
                        whole.replaceAll("\\s+#\\s.*", ""),
                        whole.contains(MARK) || prose.contains(MARK)));
            }
        }
        return commands;
    }

    private static boolean beginsBlock(List<String> lines, int at) {
        return at < lines.size()
                && (lines.get(at).startsWith("    ") || lines.get(at).startsWith("```"));
    }
}

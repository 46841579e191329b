package io.meridian.local;

import static java.util.Objects.requireNonNull;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a child process runs.
 *
 * @param name what people call it, in messages
 * @param words the program and its arguments
 * @param environment variables beyond those inherited from this process
 * @param log the file that gets standard output and standard error
 */
public record Command(String name, List<String> words, Map<String, String> environment, Path log) {
    public Command {
        requireNonNull(name, "name");
        words = List.copyOf(words);
        environment = Map.copyOf(environment);
        requireNonNull(log, "log");
        if (words.isEmpty()) {
            throw new IllegalArgumentException("no program given for " + name);
        }
    }

    /**
     * A Java program under a {@link Leash}: it runs on the JVM that runs this one, and ends when this one does. It does not
     * hear Ctrl-C, which a terminal sends to this program's children too: they shall end in the order of {@link Children}.
     *
     * @param classPath as for {@code java -cp}, wildcards included
     * @param jvmOptions such as {@code -Xmx512m}
     */
    public static Command java(
            String name,
            Path log,
            List<String> jvmOptions,
            String classPath,
            String mainClass,
            List<String> arguments) {
        // A JVM leaves alone what is ignored when it starts. The shell then becomes the JVM, with the same process id.
        List<String> words = new ArrayList<>(List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh"));
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(jvmOptions);
        words.add("-cp");
        // Last, so that nothing on it stands before the program's own classes.
        words.add(classPath + System.getProperty("path.separator") + leashLocation());
        words.add(Leash.class.getName());
        words.add(mainClass);
        words.addAll(arguments);
        return new Command(name, words, Map.of(), log);
    }

    /** The same with further environment variables. */
    public Command withEnvironment(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(more);
        return new Command(name, words, all, log);
    }

    private static Path leashLocation() {
        try {
            return Path.of(Leash.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the class path of this program has an entry that is no file", e);
        }
    }
}

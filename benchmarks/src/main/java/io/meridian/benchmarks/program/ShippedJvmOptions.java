package io.meridian.benchmarks.program;

import java.nio.file.Files;
import java.nio.file.Path;

/** The options that Meridian ships with, given to whatever is measured. */
public final class ShippedJvmOptions {
    private static final String PROPERTY = "meridian.jvm.options";

    private ShippedJvmOptions() {}

    /**
     * The argument of {@code java} that takes them in.
     *
     * @throws IllegalStateException if they cannot be read
     */
    public static String argument() {
        Path file = Path.of(System.getProperty(PROPERTY, "app/src/dist/bin/jvm.options"))
                .toAbsolutePath();
        if (!Files.isReadable(file)) {
            throw new IllegalStateException("cannot read the JVM options that Meridian ships with, " + file
                    + ": name their file by -D" + PROPERTY + "=FILE, as ./meridian-bench does");
        }
        return "@" + file;
    }
}

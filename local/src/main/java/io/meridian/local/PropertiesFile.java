package io.meridian.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/** A file of settings, as Kafka's programs read them. */
final class PropertiesFile {
    private PropertiesFile() {}

    /** @throws UncheckedIOException if it cannot be written; the message names the file */
    static void write(Path file, Map<String, String> settings) {
        Properties properties = new Properties();
        properties.putAll(settings);
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write settings to " + file, e);
        }
    }
}

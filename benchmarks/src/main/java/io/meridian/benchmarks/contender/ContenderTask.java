package io.meridian.benchmarks.contender;

import io.meridian.benchmarks.workload.Fleet;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * What a contender is told, in a file of properties.
 *
 * <p>It reads the raw topic from its beginning as a member of the group, and commits the offsets of what it has wholly
 * dealt with to that group in Kafka; it writes a {@link ContenderRow} for each window, and again whenever it has changed
 * or once at its end, to the output topic; and each invalid record as it came to the dead-letter topic. It stays alive when it has
 * read everything, for it is looked at from outside.
 *
 * @param bootstrapServers the broker
 * @param group the consumer group, fresh for each run
 * @param rawTopic what is read
 * @param outputTopic where aggregates go; exists, with as many partitions
 * @param deadLetterTopic where invalid records go; exists, with as many partitions
 * @param directory an empty folder for state
 * @param records how many records the raw topic has
 * @param fleet who sent them
 */
public record ContenderTask(
        String bootstrapServers,
        String group,
        String rawTopic,
        String outputTopic,
        String deadLetterTopic,
        Path directory,
        long records,
        Fleet fleet) {
    /** How often a contender commits, as Meridian does, in milliseconds. */
    public static final int COMMIT_INTERVAL_MS = 100;

    /** Writes it for {@link #read}. */
    public void write(Path file) {
        Properties properties = new Properties();
        properties.setProperty("bootstrap.servers", bootstrapServers);
        properties.setProperty("group", group);
        properties.setProperty("topic.raw", rawTopic);
        properties.setProperty("topic.output", outputTopic);
        properties.setProperty("topic.dlq", deadLetterTopic);
        properties.setProperty("directory", directory.toString());
        properties.setProperty("records", String.valueOf(records));
        properties.setProperty("devices", String.valueOf(fleet.devices()));
        properties.setProperty("regions", String.valueOf(fleet.regions()));
        properties.setProperty("metrics", String.valueOf(fleet.metrics()));
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /** Reads what {@link #write} has written. */
    public static ContenderTask read(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
        return new ContenderTask(
                text(properties, "bootstrap.servers"),
                text(properties, "group"),
                text(properties, "topic.raw"),
                text(properties, "topic.output"),
                text(properties, "topic.dlq"),
                Path.of(text(properties, "directory")),
                Long.parseLong(text(properties, "records")),
                new Fleet(
                        Integer.parseInt(text(properties, "devices")),
                        Integer.parseInt(text(properties, "regions")),
                        Integer.parseInt(text(properties, "metrics"))));
    }

    private static String text(Properties properties, String name) {
        String value = properties.getProperty(name);
        if (value == null) {
            throw new IllegalArgumentException("the task of a contender has no " + name);
        }
        return value;
    }
}

package io.meridian.connect.source;

import static org.apache.kafka.common.config.ConfigDef.Range.between;

import io.meridian.connect.Checks;
import io.meridian.connect.scan.FileSelection;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigDef.Width;

/** The settings of the source connector: their names, defaults, bounds and documentation. */
final class SourceSettings {
    static final String CONFIG_DIR = "config.dir";
    static final String FILE_GLOB = "file.glob";
    static final String MAX_FILE_BYTES = "max.file.bytes";
    static final String MAX_FILES = "max.files";
    static final String SOURCE_ID = "source.id";
    static final String TOPIC = "topic";
    static final String MAX_EVENT_BYTES = "max.event.bytes";
    static final String SETTLE_MS = "settle.ms";
    static final String SCAN_INTERVAL_MS = "scan.interval.ms";
    static final String MAX_DELETE_RATIO = "max.delete.ratio";
    static final String ACTIVATION_DELAY_MS = "activation.delay.ms";

    private static final String FILES = "Files";
    private static final String EVENTS = "Events";
    private static final String DETECTION = "Detection";

    private static final long DAY_MS = 24L * 60 * 60 * 1000;

    static final ConfigDef DEFINITIONS = detection(events(files(new ConfigDef())));

    private SourceSettings() {}

    private static ConfigDef files(ConfigDef definitions) {
        return definitions
                .define(
                        CONFIG_DIR,
                        ConfigDef.Type.STRING,
                        ConfigDef.NO_DEFAULT_VALUE,
                        path(),
                        Importance.HIGH,
                        "The directory to watch, as the worker sees it. Not recursive. Every worker that the task may run on"
                                + " must see the same files there.",
                        FILES,
                        1,
                        Width.LONG,
                        "Directory")
                .define(
                        FILE_GLOB,
                        ConfigDef.Type.LIST,
                        "*.yaml,*.yml",
                        globs(),
                        Importance.MEDIUM,
                        "Patterns of file names, of which one must match. Hidden files and what editors leave behind never"
                                + " belong to the set.",
                        FILES,
                        2,
                        Width.MEDIUM,
                        "File names")
                .define(
                        MAX_FILE_BYTES,
                        ConfigDef.Type.INT,
                        262_144,
                        between(1, 16 << 20),
                        Importance.LOW,
                        "How many bytes a file may have. A larger one is skipped; one that was a part of the set holds"
                                + " changes back until it is smaller or removed.",
                        FILES,
                        3,
                        Width.SHORT,
                        "Largest file")
                .define(
                        MAX_FILES,
                        ConfigDef.Type.INT,
                        100,
                        between(1, 10_000),
                        Importance.LOW,
                        "How many files there may be. With more, changes are held back.",
                        FILES,
                        4,
                        Width.SHORT,
                        "Most files");
    }

    private static ConfigDef events(ConfigDef definitions) {
        return definitions
                .define(
                        SOURCE_ID,
                        ConfigDef.Type.STRING,
                        "local_config",
                        Checks.pattern("[A-Za-z0-9._-]{1,64}", "1 to 64 letters, digits, dots, dashes or underscores"),
                        Importance.HIGH,
                        "What the directory is called in events, and their key. Two connectors with the same id would"
                                + " contradict each other.",
                        EVENTS,
                        1,
                        Width.MEDIUM,
                        "Source id")
                .define(
                        TOPIC,
                        ConfigDef.Type.STRING,
                        "config.refresh",
                        Checks.pattern("[A-Za-z0-9._-]{1,249}", "the name of a topic"),
                        Importance.HIGH,
                        "Where events go. It should have one partition and keep its records for ever, since consumers"
                                + " read it from the start.",
                        EVENTS,
                        2,
                        Width.MEDIUM,
                        "Topic")
                .define(
                        ACTIVATION_DELAY_MS,
                        ConfigDef.Type.LONG,
                        2_000L,
                        between(0, DAY_MS),
                        Importance.MEDIUM,
                        "How long after its detection an event counts, in milliseconds: effective_at - detected_at. It should"
                                + " be longer than an event takes to reach everyone, or they will not agree on readings of"
                                + " that time.",
                        EVENTS,
                        3,
                        Width.SHORT,
                        "Activation delay")
                .define(
                        MAX_EVENT_BYTES,
                        ConfigDef.Type.INT,
                        1_000_000,
                        between(1, 256 << 20),
                        Importance.LOW,
                        "How many bytes an event may have. One that is larger is not sent, but reported. To be raised"
                                + " together with max.message.bytes of the topic and producer.override.max.request.size.",
                        EVENTS,
                        4,
                        Width.SHORT,
                        "Largest event");
    }

    private static ConfigDef detection(ConfigDef definitions) {
        return definitions
                .define(
                        SETTLE_MS,
                        ConfigDef.Type.LONG,
                        500L,
                        between(1, 600_000),
                        Importance.MEDIUM,
                        "How long a file must be seen with one content before a change counts, in milliseconds. It should be"
                                + " longer than the longest pause of whoever writes a file in pieces. A file must be missing"
                                + " for twice as long to count as deleted.",
                        DETECTION,
                        1,
                        Width.SHORT,
                        "Settling time")
                .define(
                        SCAN_INTERVAL_MS,
                        ConfigDef.Type.LONG,
                        5_000L,
                        between(10, DAY_MS),
                        Importance.MEDIUM,
                        "The longest time between two looks at the directory, in milliseconds. Where the operating system"
                                + " tells of changes a look follows at once; on a network mount this interval is all there is.",
                        DETECTION,
                        2,
                        Width.SHORT,
                        "Scan interval")
                .define(
                        MAX_DELETE_RATIO,
                        ConfigDef.Type.DOUBLE,
                        0.5,
                        between(0.0, 1.0),
                        Importance.MEDIUM,
                        "By which part the number of files may shrink at once, from 0 to 1. What goes beyond looks like a mount"
                                + " that is missing: it is held back and reported. 1 allows everything.",
                        DETECTION,
                        3,
                        Width.SHORT,
                        "Largest deletion");
    }

    private static Validator path() {
        return Checks.of("the path of a directory", value -> {
            try {
                // Whether it exists is for the worker with the task to see; this may be another one.
                return !value.isBlank() && Path.of(value).isAbsolute();
            } catch (InvalidPathException e) {
                return false;
            }
        });
    }

    private static Validator globs() {
        return ConfigDef.LambdaValidator.with(
                (name, value) -> {
                    if (!(value instanceof List<?> globs)
                            || globs.isEmpty()
                            || !globs.stream().allMatch(SourceSettings::isGlob)) {
                        throw Checks.refused(name, value, "patterns of file names such as *.yaml, separated by commas");
                    }
                },
                () -> "patterns of file names");
    }

    private static boolean isGlob(Object glob) {
        try {
            return !glob.toString().isBlank() && FileSelection.matcher(glob.toString()) != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}

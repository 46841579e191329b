package io.meridian.app.dev;

import io.meridian.local.Command;
import io.meridian.local.LocalKafka;
import io.meridian.local.LocalRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** How {@code dev} calls the program itself for its other commands. */
final class ProgramCommands {
    /** The system property by which the launcher names the file with its options of the JVM. */
    private static final String JVM_OPTIONS = "meridian.jvm.options";

    private final String mainClass;
    private final DataDirectory data;

    /** @param mainClass the program's own */
    ProgramCommands(String mainClass, DataDirectory data) {
        this.mainClass = mainClass;
        this.data = data;
    }

    /** {@code run}, with its settings in a file from which further instances can be run too. */
    Command app(DevOptions options, LocalKafka broker, LocalRegistry registry) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("kafka.bootstrap.servers", broker.bootstrapServers());
        settings.put("schema.registry.url", registry.url().toString());
        settings.put("topics.create", "true");
        settings.put(
                "configs.dir", options.configs().toAbsolutePath().normalize().toString());
        settings.put("state.dir", data.path().resolve("state").toString());
        settings.put("rest.listener", options.ports().restUrl());
        Path file = data.path().resolve("app.properties");
        write(file, settings);

        List<String> arguments = new ArrayList<>(List.of("run", "--config", file.toString()));
        // Flags as well: MERIDIAN_* variables override the file, and must not send a demo to another Kafka.
        settings.forEach((name, value) -> arguments.addAll(List.of("--set", name + "=" + value)));
        return java("app", jvmOptions(), arguments);
    }

    /** What the launcher runs the program with, where it was the launcher that ran this one. */
    private static List<String> jvmOptions() {
        String file = System.getProperty(JVM_OPTIONS);
        return file == null ? List.of("-Xmx512m", "-XX:+ExitOnOutOfMemoryError") : List.of("@" + file);
    }

    /** {@code produce}, for as long as it is let. */
    Command load(DevOptions options, LocalKafka broker) {
        return java(
                "load",
                List.of("-Xmx128m", "-XX:+UseSerialGC"),
                List.of("produce", "--bootstrap-servers", broker.bootstrapServers(), "--rate", "" + options.rate()));
    }

    private Command java(String name, List<String> jvmOptions, List<String> arguments) {
        return Command.java(
                name, data.log(name), jvmOptions, System.getProperty("java.class.path"), mainClass, arguments);
    }

    private static void write(Path file, Map<String, String> settings) {
        Properties properties = new Properties();
        properties.putAll(settings);
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, "What meridian dev runs the program with; written anew at each start.");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}

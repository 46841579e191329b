package io.meridian.benchmarks.throughput;

import io.meridian.benchmarks.contender.ContenderTask;
import io.meridian.benchmarks.contender.Drain;
import io.meridian.benchmarks.contender.Floor;
import io.meridian.benchmarks.contender.Idiomatic;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** All that can take part. */
final class Contenders {
    /** What the others are compared with. */
    static final String MERIDIAN = "meridian";

    /** The system property with the class path of Flink, which must not be that of the others. */
    private static final String FLINK_CLASS_PATH = "meridian.bench.flink";

    /** The system property with the folder of classes that aggregate count and sum alone, see src/count-and-sum. */
    private static final String COUNT_AND_SUM = "meridian.bench.count-and-sum";

    private static final String EXACTLY_ONCE = "exactly_once_v2";

    private final String registryUrl;
    private final String classPath = System.getProperty("java.class.path");

    /** @param registryUrl where Meridian finds its schema registry */
    Contenders(String registryUrl) {
        this.registryUrl = registryUrl;
    }

    static List<String> names() {
        return new Contenders("").all().stream().map(Contender::name).toList();
    }

    /** In the order of their names here. */
    List<Contender> named(List<String> names) {
        return names.stream()
                .map(name -> all().stream()
                        .filter(contender -> contender.name().equals(name))
                        .findAny()
                        .orElseThrow(() -> new IllegalArgumentException(
                                "no contender " + name + ": expected some of " + String.join(",", names()))))
                .peek(contender -> {
                    if (contender.classPath().isEmpty()) {
                        throw new IllegalArgumentException(contender.name() + " is not there: build with the profile"
                                + " flink, see benchmarks/README.md");
                    }
                })
                .toList();
    }

    private List<Contender> all() {
        return List.of(
                plain("drain", "a consumer that only counts", Drain.class, OutputForm.NONE),
                plain("floor", "Kafka Streams doing nothing", Floor.class, OutputForm.NONE),
                plain("idiomatic", "the DSL and Jackson databind", Idiomatic.class, OutputForm.JSON),
                flink("flink-jackson", "Apache Flink, Jackson streaming", "jackson"),
                flink("flink-our-decoder", "Apache Flink, Meridian's decoder", "meridian"),
                meridian(MERIDIAN, "as shipped, exactly once", EXACTLY_ONCE, 1, classPath),
                meridian("meridian-2-threads", "exactly once, 2 threads", EXACTLY_ONCE, 2, classPath),
                meridian("meridian-at-least-once", "at least once", "at_least_once", 1, classPath),
                meridian(
                        "meridian-count-and-sum",
                        "as shipped, but for count, sum and extremes alone",
                        EXACTLY_ONCE,
                        1,
                        System.getProperty(COUNT_AND_SUM, "") + File.pathSeparator + classPath));
    }

    private Contender plain(String name, String about, Class<?> main, OutputForm output) {
        return new Contender(
                name, about, main.getName(), classPath, (task, folder) -> List.of(written(task, folder)), output);
    }

    private static Contender flink(String name, String about, String decoder) {
        return new Contender(
                name,
                about,
                "io.meridian.benchmarks.flink.FlinkContender",
                System.getProperty(FLINK_CLASS_PATH, ""),
                (task, folder) -> List.of("--task", written(task, folder), "--decoder", decoder),
                OutputForm.JSON);
    }

    private static String written(ContenderTask task, Path folder) {
        Path file = folder.resolve("task.properties");
        task.write(file);
        return file.toString();
    }

    private Contender meridian(String name, String about, String guarantee, int threads, String onClassPath) {
        return new Contender(
                name,
                about,
                "io.meridian.app.Main",
                onClassPath,
                (task, folder) -> List.of(
                        "run",
                        "--config",
                        settings(task, folder, guarantee, threads).toString()),
                OutputForm.AVRO);
    }

    private Path settings(ContenderTask task, Path folder, String guarantee, int threads) {
        Map<String, Object> settings = Map.ofEntries(
                Map.entry("kafka.bootstrap.servers", task.bootstrapServers()),
                Map.entry("application.id", task.group()),
                Map.entry("instance.id", "bench"),
                Map.entry("state.dir", task.directory()),
                Map.entry("threads", threads),
                Map.entry("processing.guarantee", guarantee),
                Map.entry("schema.registry.url", registryUrl),
                Map.entry("rest.listener", "http://127.0.0.1:0"),
                Map.entry("configs.dir", folder.resolve("configs")),
                Map.entry("topic.raw", task.rawTopic()),
                Map.entry("topic.dlq", task.deadLetterTopic()),
                Map.entry("topic.aggregates", task.outputTopic()),
                Map.entry("topic.final", task.group() + ".final"),
                Map.entry("topic.config", task.group() + ".config"),
                Map.entry("topics.create", true));
        Path file = folder.resolve("meridian.properties");
        try {
            Files.createDirectories(folder.resolve("configs"));
            Files.writeString(
                    folder.resolve("configs/regions.yaml"), task.fleet().regionsYaml());
            Files.writeString(
                    folder.resolve("configs/metrics.yaml"), task.fleet().metricsYaml());
            Files.writeString(
                    file,
                    settings.entrySet().stream()
                            .map(setting -> setting.getKey() + "=" + setting.getValue())
                            .sorted()
                            .collect(Collectors.joining("\n", "", "\n")));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the settings of a run to " + folder, e);
        }
        return file;
    }
}

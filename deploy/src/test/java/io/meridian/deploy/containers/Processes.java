package io.meridian.deploy.containers;

import static org.assertj.core.api.Assertions.assertThat;

import io.meridian.deploy.Checkout;
import io.meridian.deploy.Tree;
import io.meridian.local.ChildProcess;
import io.meridian.local.Children;
import io.meridian.local.Command;
import io.meridian.local.LocalHome;
import io.meridian.local.Readiness;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The composition's services as plain processes: the same commands, environment and files. Of the three images that are not
 * ours there is what they run: the main classes that their scripts start, from the same release.
 */
final class Processes implements AutoCloseable {
    private static final Duration SHORT = Duration.ofSeconds(60);
    private static final Duration START_TIMEOUT = Duration.ofSeconds(90);

    /** What the broker's image does not take for settings of the broker. */
    private static final Set<String> NOT_SETTINGS = Set.of("KAFKA_HEAP_OPTS", "KAFKA_OPTS");

    private final Compose compose = new Compose();
    private final Dockerfile dockerfile = new Dockerfile();
    private final Here here;
    private final LocalHome home = LocalHome.ofThisJvm();
    private final Children children = new Children();

    Processes(Path directory) {
        here = new Here(directory);
    }

    Here here() {
        return here;
    }

    /** The image's layers, by the script that the build of the image runs, one above the other. */
    void buildImage() {
        Path image = here.directory("image");
        finish(children.start(new Command(
                "layers",
                List.of(
                        Checkout.file("deploy/docker/layers").toString(),
                        Checkout.file("app/target/dist").toString(),
                        image.toString()),
                Map.of(),
                image.resolve("layers.log"))));
        for (Path jar : Checkout.files(image.resolve("libraries/lib/app"), ".jar")) {
            try {
                Files.createLink(
                        image.resolve("program/lib/app")
                                .resolve(jar.getFileName().toString()),
                        jar);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The broker's image makes settings of variables so: KAFKA_NODE_ID is node.id. */
    ChildProcess kafka() {
        Map<String, String> environment = environment("kafka");
        List<String> lines = environment.entrySet().stream()
                .filter(variable -> variable.getKey().startsWith("KAFKA_") && !NOT_SETTINGS.contains(variable.getKey()))
                .map(variable -> variable.getKey()
                                .substring("KAFKA_".length())
                                .toLowerCase(Locale.ROOT)
                                .replace('_', '.')
                        + "=" + variable.getValue())
                .toList();
        Path file = here.directory("kafka").resolve("server.properties");
        try {
            Files.write(file, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String clusterId = environment.getOrDefault("CLUSTER_ID", "");
        finish(kafkaProgram(
                "format",
                List.of(),
                "kafka.tools.StorageTool",
                List.of("format", "--cluster-id=" + clusterId, "-c", file.toString())));
        return kafkaProgram("kafka", options("kafka"), "kafka.Kafka", List.of(file.toString()));
    }

    ChildProcess registry() {
        String port = "" + here.port("registry:8080");
        Map<String, String> environment = environment("registry");
        environment.replace("QUARKUS_HTTP_PORT", "8080", port);
        return children.start(Command.java(
                        "registry",
                        log("registry"),
                        List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-Dquarkus.http.host=127.0.0.1"),
                        home.registryJar().toString(),
                        "io.quarkus.runner.GeneratedMain",
                        List.of())
                .withEnvironment(environment));
    }

    ChildProcess connect() {
        here.copy(Checkout.file("deploy/connect/connectors"), "connect", here.directory("connectors"));
        List<String> command = words(compose.service("connect").items("command"), "connect");
        assertThat(command.get(0)).isEqualTo("/opt/kafka/bin/connect-distributed.sh");
        Path settings = here.directory("connect").resolve("worker.properties");
        try {
            Files.writeString(settings, here.translate("connect", Checkout.text(Path.of(command.get(1)))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return kafkaProgram(
                "connect",
                options("connect"),
                "org.apache.kafka.connect.cli.ConnectDistributed",
                List.of(settings.toString()));
    }

    /** A service of our own image. */
    ChildProcess meridian(String service) {
        Tree definition = compose.service(service);
        List<String> words = new ArrayList<>(
                definition.find("entrypoint").isPresent()
                        ? words(definition.items("entrypoint"), service)
                        : dockerfile.entrypoint().stream()
                                .map(word -> here.translate(service, word))
                                .toList());
        words.addAll(
                definition.find("command").isPresent()
                        ? words(definition.items("command"), service)
                        : dockerfile.command());
        Map<String, String> environment = new TreeMap<>(dockerfile.environment());
        environment.putAll(compose.environment(service));
        environment.replaceAll((name, value) -> here.translate(service, value));
        return children.start(new Command(service, words, environment, log(service)));
    }

    /** Waits until the health check of a service says that it is well. */
    void awaitHealthy(String service, ChildProcess child) {
        List<String> words = words(compose.service(service).at("healthcheck").items("test"), service);
        assertThat(words.get(0)).isEqualTo("CMD");
        Command check =
                new Command(service + "-health", words.subList(1, words.size()), Map.of(), log(service + "-health"));
        Readiness.await(child, () -> isDone(children.start(check)), START_TIMEOUT);
    }

    private static boolean isDone(ChildProcess check) {
        return check.awaitExit(SHORT) && check.exitCode().orElseThrow() == 0;
    }

    void finish(ChildProcess child) {
        assertThat(child.awaitExit(SHORT)).as(child.name()).isTrue();
        assertThat(child.exitCode())
                .as(() -> String.join("\n", child.lastLines(30)))
                .hasValue(0);
    }

    @Override
    public void close() {
        children.close();
    }

    private ChildProcess kafkaProgram(String name, List<String> options, String main, List<String> arguments) {
        List<String> all = new ArrayList<>(options);
        all.add("-XX:TieredStopAtLevel=1");
        all.add("-Dlog4j2.configurationFile=io/meridian/local/connect-log4j2.xml");
        return children.start(Command.java(name, log(name), all, home.kafkaClassPath(), main, arguments));
    }

    private List<String> options(String service) {
        return NOT_SETTINGS.stream()
                .flatMap(
                        name -> Optional.ofNullable(compose.environment(service).get(name)).stream())
                .toList();
    }

    private Map<String, String> environment(String service) {
        Map<String, String> environment = new LinkedHashMap<>(compose.environment(service));
        environment.replaceAll((name, value) -> here.translate(service, value));
        return environment;
    }

    private List<String> words(List<Tree> list, String service) {
        return list.stream().map(word -> here.translate(service, word.text())).toList();
    }

    private Path log(String name) {
        return here.directory("logs").resolve(name + ".log");
    }
}

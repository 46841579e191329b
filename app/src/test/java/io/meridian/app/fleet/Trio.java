package io.meridian.app.fleet;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.meridian.local.ChildProcess;
import io.meridian.local.Children;
import io.meridian.local.Command;
import io.meridian.local.FreePorts;
import io.meridian.local.LocalCluster;
import io.meridian.local.LocalHome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Three instances of one application, and a load. */
public final class Trio implements AutoCloseable {
    private final Path directory;
    private final LocalCluster cluster;
    private final Children children = new Children();
    private final List<Integer> ports = FreePorts.find(3);
    private final Map<Integer, ChildProcess> instances = new HashMap<>();
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(2))
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    public Trio(Path directory) {
        this.directory = directory;
        this.cluster = LocalCluster.start(LocalHome.ofThisJvm(), directory.resolve("cluster"));
    }

    /** Starts one, 0 to 2. */
    public void start(int instance) {
        List<String> arguments = new ArrayList<>(List.of("run"));
        List.of(
                        "kafka.bootstrap.servers=" + cluster.kafka().bootstrapServers(),
                        "schema.registry.url=" + cluster.registry().url(),
                        "rest.listener=http://127.0.0.1:" + ports.get(instance),
                        "instance.id=i" + instance,
                        "state.dir=" + directory.resolve("state"),
                        "topics.create=true",
                        "num.standby.replicas=1",
                        "query.max.staleness=30s",
                        "window.size=5s",
                        "window.idle=2s")
                .forEach(one -> arguments.addAll(List.of("--set", one)));
        instances.put(instance, java("i" + instance, arguments));
    }

    /** Produces readings; for ever, or so many. */
    public ChildProcess produce(int rate, int count) {
        List<String> arguments = new ArrayList<>(List.of(
                "produce",
                "--bootstrap-servers",
                cluster.kafka().bootstrapServers(),
                "--rate",
                Integer.toString(rate),
                "--count",
                Integer.toString(count),
                "--invalid-share",
                "0",
                "--metrics",
                "cpu_load,temperature,humidity,pressure,voltage,current"));
        return java("load", arguments);
    }

    private ChildProcess java(String name, List<String> arguments) {
        return children.start(Command.java(
                name,
                directory.resolve(name + ".log"),
                List.of("-Xmx256m"),
                System.getProperty("java.class.path"),
                "io.meridian.app.Main",
                arguments));
    }

    /** As a crash does. */
    public void kill(int instance) {
        requireNonNull(instances.get(instance), "instance").kill();
    }

    public URI url(int instance) {
        return URI.create("http://127.0.0.1:" + ports.get(instance));
    }

    /** Takes in the data of all events of an instance from now on; ends with it. */
    void follow(int instance, Collection<String> data) {
        HttpRequest request =
                HttpRequest.newBuilder(url(instance).resolve("/v1/stream")).build();
        var unused = http.sendAsync(request, BodyHandlers.ofLines()).thenAccept(response -> {
            try {
                response.body()
                        .filter(line -> line.startsWith("data: ") || line.equals(":"))
                        .forEach(data::add);
            } catch (UncheckedIOException e) {
                data.add("ended: " + e);
            }
        });
    }

    public HttpResponse<String> get(int instance, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(url(instance).resolve(path))
                .timeout(Duration.ofSeconds(10))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    /** The status code; 0 where nobody answers. */
    public int status(int instance, String path) throws InterruptedException {
        try {
            return get(instance, path).statusCode();
        } catch (IOException e) {
            return 0;
        }
    }

    public static JsonNode json(HttpResponse<String> response) throws IOException {
        return new ObjectMapper().readTree(response.body());
    }

    /** What they said last, for a failure's message. */
    public String lastLines() {
        StringBuilder lines = new StringBuilder();
        instances
                .values()
                .forEach(one -> lines.append(one.name())
                        .append(":\n")
                        .append(String.join("\n", one.lastLines(15)))
                        .append('\n'));
        return lines.toString();
    }

    @Override
    public void close() {
        children.close();
        cluster.close();
    }
}

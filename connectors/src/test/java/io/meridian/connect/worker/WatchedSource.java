package io.meridian.connect.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A directory, and the source connector that watches it.
 *
 * @param id of the source, and the name of the connector
 */
record WatchedSource(Shared shared, String id, Path configs) {
    /** Begins with two files, whose event is there when this returns. */
    void connect() throws Exception {
        Files.createDirectories(configs);
        write("a.yaml", "a: 1\n");
        write("b.yaml", "b: 1\n");
        reconfigure(Map.of());
        assertThat(event(1).changes()).containsExactly("a.yaml CREATED", "b.yaml CREATED");
        assertThat(event(1).effectiveAt()).isEqualTo(event(1).detectedAt().plusMillis(700));
    }

    void reconfigure(Map<String, String> more) throws Exception {
        Map<String, String> settings = new HashMap<>(Cluster.source(id, configs));
        settings.putAll(more);
        shared.cluster().connect(shared.worker(), id, settings);
    }

    void disconnect() throws Exception {
        command("DELETE", "", 204);
    }

    List<Event> events() {
        return shared.cluster().events(id);
    }

    /** The second, after the one of {@link #connect}. */
    Event next() {
        return event(2);
    }

    /** @param number from 1 */
    Event event(int number) {
        return shared.cluster().awaitEvents(id, number).get(number - 1);
    }

    Event last() {
        List<Event> events = events();
        return events.get(events.size() - 1);
    }

    /** For several times as long as a change needs. */
    void assertNothingMore(int events) {
        await().during(Duration.ofMillis(1_500)).atMost(Duration.ofSeconds(10)).until(() -> events().size() == events);
    }

    void awaitLog(String text) {
        await().atMost(Cluster.LONG)
                .until(() -> shared.worker().process().lastLines(1_000).stream().anyMatch(line -> line.contains(text)));
    }

    void command(String method, String path, int status) throws Exception {
        HttpResponse<String> answer = send(method, path, "");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    }

    HttpResponse<String> send(String method, String path, String body) throws Exception {
        return shared.cluster().send(shared.worker(), method, "/connectors/" + id + path, body);
    }

    void stop() throws Exception {
        command("PUT", "/stop", 204);
        awaitStatus("\"tasks\":[]");
    }

    void awaitStatus(String text) {
        await().atMost(Cluster.LONG)
                .until(() -> send("GET", "/status", "").body().contains(text));
    }

    /** Puts files in a folder of their own and swaps {@code ..data}, as Kubernetes does with a ConfigMap. */
    void volume(String name, Map<String, String> files) throws IOException {
        Path version = Files.createDirectory(file(name));
        for (Map.Entry<String, String> entry : files.entrySet()) {
            Files.writeString(version.resolve(entry.getKey()), entry.getValue());
        }
        Path link = Files.createSymbolicLink(file("..data_tmp"), Path.of(name));
        Files.move(link, file("..data"), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    void write(String name, String content) throws IOException {
        Files.writeString(file(name), content);
    }

    Path file(String name) {
        return configs.resolve(name);
    }
}

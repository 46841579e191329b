package io.meridian.chaos;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.meridian.chaos.TcpProxy.Condition;
import io.meridian.local.ChildProcess;
import io.meridian.local.Children;
import io.meridian.local.ClusterMember;
import io.meridian.local.ClusterMember.Listener;
import io.meridian.local.FreePorts;
import io.meridian.local.LocalHome;
import io.meridian.local.LocalKafka;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Three brokers, and a line from each instance and from the other brokers to each of them. What only looks on has a
 * listener without a line, which no fault touches.
 */
final class Brokers implements AutoCloseable {
    static final int COUNT = 3;
    private static final int INTERNAL = 0;

    private final Children children;
    private final LocalHome home = LocalHome.ofThisJvm();
    private final Path directory;
    private final String clusterId = LocalKafka.newClusterId();
    private final Map<String, String> settings;
    private final List<ClusterMember> members = new ArrayList<>();
    private final List<List<TcpProxy>> lines = new ArrayList<>();
    private final List<LocalKafka> brokers = new ArrayList<>();

    /**
     * @param clients how many have lines of their own
     * @param settings of all brokers, beyond those of a local one
     */
    Brokers(Children children, Path directory, int clients, Map<String, String> settings) {
        this.children = children;
        this.directory = directory;
        this.settings = Map.copyOf(settings);
        List<Integer> ports = FreePorts.find(COUNT * (clients + 3));
        List<Integer> controllers = ports.subList(0, COUNT);
        for (int broker = 0; broker < COUNT; broker++) {
            int from = COUNT + broker * (clients + 2);
            members.add(member(broker, controllers, ports.subList(from, from + clients + 2)));
        }
        members.forEach(member -> brokers.add(launch(member)));
        brokers.forEach(broker -> broker.awaitReady(LocalKafka.START_TIMEOUT));
    }

    private ClusterMember member(int broker, List<Integer> controllers, List<Integer> ports) {
        List<Listener> listeners = new ArrayList<>();
        List<TcpProxy> own = new ArrayList<>();
        listeners.add(new Listener("DIRECT", ports.get(0), ports.get(0)));
        for (int line = 0; line + 1 < ports.size(); line++) {
            int port = ports.get(line + 1);
            TcpProxy proxy = new TcpProxy(port);
            own.add(proxy);
            String name = line == INTERNAL ? ClusterMember.INTERNAL : "CLIENT" + (line - 1);
            listeners.add(new Listener(name, port, proxy.port()));
        }
        lines.add(own);
        return new ClusterMember(broker + 1, controllers, listeners, settings);
    }

    private LocalKafka launch(ClusterMember member) {
        return LocalKafka.start(children, home, directory.resolve("broker-" + member.id()), member, clusterId);
    }

    /** For whoever looks on. */
    String bootstrapServers() {
        return brokers.stream().map(LocalKafka::bootstrapServers).collect(Collectors.joining(","));
    }

    /** For a client, over its lines. */
    String bootstrapServers(int client) {
        return lines.stream()
                .map(own -> "127.0.0.1:" + own.get(client + 1).port())
                .collect(Collectors.joining(","));
    }

    TcpProxy line(int client, int broker) {
        return requireNonNull(lines.get(broker)).get(client + 1);
    }

    /** All lines that lead to a broker, those of the other brokers too. */
    void linesTo(int broker, Condition condition) {
        lines.get(broker).forEach(line -> line.become(condition));
    }

    ChildProcess process(int broker) {
        return brokers.get(broker).process();
    }

    /** That all of them run: one that was ready for a moment could not listen on all of its ports, and what it should do is left undone. */
    void checkAllRun() {
        assertThat(brokers)
                .allSatisfy(broker -> assertThat(broker.process().isAlive())
                        .as(() -> String.join("\n", broker.process().lastLines(40)))
                        .isTrue());
    }

    /** Starts one that has ended, and waits until it takes work. */
    void start(int broker) {
        brokers.set(broker, launch(members.get(broker)));
        brokers.get(broker).awaitReady(LocalKafka.START_TIMEOUT);
    }

    @Override
    public void close() {
        lines.forEach(own -> own.forEach(TcpProxy::close));
    }
}

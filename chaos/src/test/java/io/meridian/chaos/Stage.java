package io.meridian.chaos;

import static org.awaitility.Awaitility.await;

import io.meridian.app.exactness.TrialTopics;
import io.meridian.local.Children;
import io.meridian.local.FreePorts;
import io.meridian.local.LocalHome;
import io.meridian.local.LocalRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;

/** Three brokers, the registry and two instances with a standby, ready; a third instance may join. */
final class Stage implements AutoCloseable {
    static final String APPLICATION = "chaos";
    static final int PARTITIONS = 4;
    static final int INSTANCES = 2;

    /** The number of the instance that comes and goes. */
    static final int GUEST = 2;

    final Brokers brokers;
    final Instances instances;
    final Admin admin;
    final TcpProxy registryLine;
    final RestWatch rest;
    final Refreshes refreshes;
    private final Children children = new Children();
    final Regions regions;
    private final Path directory;
    private final List<SmallDisk> disks = new ArrayList<>();
    private final int registryPort = FreePorts.find();
    private LocalRegistry registry;

    Stage(Path directory, Run run) throws Exception {
        this(directory, run, Regions.FEW, Map.of(), false);
    }

    /**
     * @param settings of the instances, which those asked for win over
     * @param smallDisks whether the state of each instance is on a disk of its own that can be filled
     */
    Stage(Path directory, Run run, Regions regions, Map<String, String> settings, boolean smallDisks) throws Exception {
        this.directory = directory;
        this.regions = regions;
        try {
            registryLine = new TcpProxy(registryPort);
            registry = launchRegistry();
            brokers = new Brokers(children, directory, INSTANCES + 1, run.brokers);
            registry.awaitReady(LocalRegistry.START_TIMEOUT);
            admin = Admin.create(Map.of("bootstrap.servers", brokers.bootstrapServers()));
            TrialTopics.create(admin, APPLICATION, PARTITIONS, Brokers.COUNT);
            instances = new Instances(
                    children,
                    Files.createDirectories(directory),
                    regions,
                    settings(settings, run.instances),
                    IntStream.rangeClosed(0, GUEST)
                            .mapToObj(brokers::bootstrapServers)
                            .toList());
            for (int instance = 0; instance < INSTANCES; instance++) {
                if (smallDisks) {
                    disks.add(SmallDisk.mount(instances.state(instance)));
                }
                instances.start(instance);
            }
            rest = new RestWatch(List.of(instances.url(0), instances.url(1)));
            awaitReady();
            refreshes = new Refreshes(children, directory.resolve("connect"), regions, brokers.bootstrapServers());
            awaitRefreshed();
            brokers.checkAllRun();
        } catch (Exception | Error e) {
            children.close();
            disks.forEach(SmallDisk::close);
            throw e;
        }
    }

    private Map<String, String> settings(Map<String, String> more, Map<String, String> asked) {
        Map<String, String> settings = new TreeMap<>(Map.of(
                "application.id", APPLICATION,
                "processing.guarantee", "exactly_once_v2",
                "num.standby.replicas", "1",
                "schema.registry.url", "http://127.0.0.1:" + registryLine.port() + "/apis/ccompat/v7",
                "window.idle", "5s",
                "kafka.replication.factor", "3"));
        settings.put("topic.raw", topic("raw"));
        settings.put("topic.dlq", topic("raw.dlq"));
        settings.put("topic.aggregates", topic("aggregates"));
        settings.put("topic.final", topic("aggregates.final"));
        settings.put("topic.config", topic("config"));
        settings.putAll(more);
        settings.putAll(asked);
        return settings;
    }

    static String topic(String name) {
        return APPLICATION + "." + name;
    }

    private LocalRegistry launchRegistry() {
        return LocalRegistry.start(children, LocalHome.ofThisJvm(), directory, registryPort);
    }

    /** Past all lines. */
    String registryUrl() {
        return registry.url().toString();
    }

    void killRegistry() {
        registry.process().kill();
        registry = launchRegistry();
        registry.awaitReady(LocalRegistry.START_TIMEOUT);
    }

    /** Ids of the clients by which the instances read raw records, while none of their threads has been replaced. */
    List<String> mainConsumers() {
        return IntStream.range(0, INSTANCES)
                .mapToObj(instance -> APPLICATION + "-i" + instance + "-StreamThread-1-consumer")
                .toList();
    }

    SmallDisk disk(int instance) {
        return disks.get(instance);
    }

    /** The resident memory of the larger of the two instances. */
    long megabytes() {
        return IntStream.range(0, INSTANCES)
                .mapToLong(instance -> figures(instance).megabytes())
                .max()
                .orElseThrow();
    }

    ProcessFigures figures(int instance) {
        return ProcessFigures.of(instances.process(instance).pid());
    }

    /** Waits until both instances judge by the settings saved last. */
    void awaitRefreshed() {
        refreshes.awaitReached(rest, instances.url(0), INSTANCES);
    }

    void awaitReady() {
        await("both instances ready\n" + instances.lastLines())
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> rest.isReady(instances.url(0)) && rest.isReady(instances.url(1)));
    }

    @Override
    public void close() {
        rest.close();
        admin.close();
        children.close();
        disks.forEach(SmallDisk::close);
        brokers.close();
        registryLine.close();
    }
}

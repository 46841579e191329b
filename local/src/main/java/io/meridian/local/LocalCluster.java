package io.meridian.local;

import java.nio.file.Path;
import java.util.List;

/** A broker and a schema registry, ready for work; for tests, and for whoever needs both and no say in the matter. */
public final class LocalCluster implements AutoCloseable {
    private final Children children;
    private final LocalKafka kafka;
    private final LocalRegistry registry;

    private LocalCluster(Children children, LocalKafka kafka, LocalRegistry registry) {
        this.children = children;
        this.kafka = kafka;
        this.registry = registry;
    }

    /**
     * Starts both on free ports and waits for them, some seconds.
     *
     * @param directory where their data is or will be
     * @throws ChildFailedException if one of them does not come up
     */
    public static LocalCluster start(LocalHome home, Path directory) {
        List<Integer> ports = FreePorts.find(2);
        Children children = new Children();
        try {
            // First the one that needs no preparation, so that both start at the same time.
            LocalRegistry registry = LocalRegistry.start(children, home, directory, ports.get(0));
            LocalKafka kafka = LocalKafka.start(children, home, directory, ports.get(1));
            kafka.awaitReady(LocalKafka.START_TIMEOUT);
            registry.awaitReady(LocalRegistry.START_TIMEOUT);
            return new LocalCluster(children, kafka, registry);
        } catch (RuntimeException e) {
            children.close();
            throw e;
        }
    }

    public LocalKafka kafka() {
        return kafka;
    }

    public LocalRegistry registry() {
        return registry;
    }

    /** Stops both, the broker first, and returns when they are gone. */
    @Override
    public void close() {
        children.close();
    }
}

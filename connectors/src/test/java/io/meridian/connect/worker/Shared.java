package io.meridian.connect.worker;

import io.meridian.local.LocalConnect;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** A broker and a worker for all tests of a class, each of which has a connector of its own. */
record Shared(Cluster cluster, LocalConnect worker) implements AutoCloseable {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    static Shared start(Path directory) throws Exception {
        Cluster cluster = Cluster.start(directory);
        return new Shared(cluster, cluster.standalone("worker"));
    }

    WatchedSource source(Path configs) {
        return new WatchedSource(this, "source-" + NUMBER.incrementAndGet(), configs);
    }

    @Override
    public void close() {
        cluster.close();
    }
}

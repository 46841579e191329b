package io.meridian.fuzz;

import io.meridian.app.http.QueryTarget;
import io.meridian.app.query.PartTarget;
import io.meridian.topology.closing.StoredTarget;
import io.meridian.topology.refresh.RefreshTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What is fuzzed. */
final class Targets {
    /** In the order that {@link AnyTarget} knows them by. */
    static final List<Target> ALL = List.of(
            new Target("reading", ReadingTarget.class, ReadingTarget::fuzzerTestOneInput),
            new Target("avro", AvroTarget.class, AvroTarget::fuzzerTestOneInput),
            new Target("refresh", RefreshTarget.class, RefreshTarget::fuzzerTestOneInput),
            new Target("aggregate", AggregateTarget.class, AggregateTarget::fuzzerTestOneInput),
            new Target("query", QueryTarget.class, QueryTarget::fuzzerTestOneInput),
            new Target("framed", FramedTarget.class, FramedTarget::fuzzerTestOneInput),
            new Target("stored", StoredTarget.class, StoredTarget::fuzzerTestOneInput),
            new Target("part", PartTarget.class, PartTarget::fuzzerTestOneInput),
            new Target("dead-letter", DeadLetterTarget.class, DeadLetterTarget::fuzzerTestOneInput));

    private Targets() {}

    interface Input {
        void take(byte[] bytes) throws Exception;
    }

    /**
     * @param type what the fuzzer is told to call
     * @param input the same, to be called without a fuzzer
     */
    record Target(String name, Class<?> type, Input input) {
        Path corpus() {
            return Path.of("src", "test", "corpus", name).toAbsolutePath();
        }

        List<Path> kept() throws IOException {
            try (Stream<Path> files = Files.list(corpus())) {
                return files.sorted().toList();
            }
        }

        @Override
        public String toString() {
            return name;
        }
    }
}

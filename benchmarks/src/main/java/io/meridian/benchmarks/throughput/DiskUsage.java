package io.meridian.benchmarks.throughput;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/** What lies on disk: of a broker for each topic, and in a folder. */
final class DiskUsage {
    private DiskUsage() {}

    /** Bytes of each topic whose name begins so, as the only broker stores them, indexes left out. */
    static Map<String, Long> topics(Admin admin, String prefix) throws InterruptedException {
        Map<String, Long> sizes = new TreeMap<>();
        try {
            requireNonNull(
                            admin.describeLogDirs(List.of(1))
                                    .allDescriptions()
                                    .get()
                                    .get(1),
                            "the only broker")
                    .values()
                    .forEach(folder -> folder.replicaInfos().forEach((partition, replica) -> {
                        if (partition.topic().startsWith(prefix)) {
                            sizes.merge(partition.topic(), replica.size(), Long::sum);
                        }
                    }));
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot see the sizes of the topics", e);
        }
        return sizes;
    }

    /** Bytes of all files in a folder, of which some may come and go meanwhile. */
    static long folder(Path folder) {
        long[] bytes = {0};
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    bytes[0] += attributes.size();
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException gone) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + folder, e);
        }
        return bytes[0];
    }
}

package io.meridian.app.analyze;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.duckdb.DuckDBDriver;

/**
 * An engine in memory that reads one file, in bounded memory, with a folder of its own for what does not fit. In that folder the file
 * has a plain name: in its own, DuckDB would take stars and brackets for patterns.
 */
final class DuckDb implements AutoCloseable {
    private static final String MEMORY = "256MB";
    private static final int MOST_THREADS = 4;
    private static final FileAttribute<?> OWNER_ALONE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Path folder;
    private final Path input;
    private final Connection connection;

    private DuckDb(Path folder, Path input, Connection connection) {
        this.folder = folder;
        this.input = input;
        this.connection = connection;
    }

    /** Begins to load the library, some 60 MB. What fails there fails again where it is needed, with this failure as its cause. */
    static void load() {
        Thread loader = new Thread(
                () -> {
                    try {
                        Class.forName("org.duckdb.DuckDBNative");
                    } catch (ClassNotFoundException | LinkageError e) {
                        // Told by whoever opens the engine after.
                    }
                },
                "engine");
        loader.setDaemon(true);
        loader.start();
    }

    static DuckDb over(Path file) throws IOException, SQLException {
        Path folder = newFolder();
        try {
            Path input = Files.createSymbolicLink(folder.resolve("input" + suffix(file)), file.toRealPath());
            Properties settings = new Properties();
            settings.setProperty("memory_limit", MEMORY);
            settings.setProperty(
                    "threads",
                    Integer.toString(Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors())));
            settings.setProperty("temp_directory", folder.resolve("spill").toString());
            settings.setProperty("preserve_insertion_order", "false");
            settings.setProperty("autoinstall_known_extensions", "false");
            return new DuckDb(folder, input, connection(settings));
        } catch (IOException | SQLException e) {
            delete(folder);
            throw e;
        }
    }

    /** For its owner alone. {@link Files#createTempDirectory} would ask for secure random numbers first, which takes as long as a small file. */
    private static Path newFolder() throws IOException {
        Path folder = Path.of(System.getProperty("java.io.tmpdir"), "meridian-analyze" + System.nanoTime());
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? Files.createDirectory(folder, OWNER_ALONE)
                : Files.createDirectory(folder);
    }

    /** Not by {@code DriverManager}, which looks for drivers in all jars, and words what it does though nobody listens. */
    private static Connection connection(Properties settings) throws SQLException {
        return requireNonNull(new DuckDBDriver().connect("jdbc:duckdb:", settings), "DuckDB");
    }

    /** Only what tells how to read it. */
    private static String suffix(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".gz") ? ".csv.gz" : name.endsWith(".zst") ? ".csv.zst" : "";
    }

    Connection connection() {
        return connection;
    }

    String input() {
        return input.toString();
    }

    @Override
    public void close() throws SQLException, IOException {
        try {
            connection.close();
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}

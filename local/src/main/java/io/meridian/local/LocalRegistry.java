package io.meridian.local;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * One Apicurio Registry on loopback, which speaks the Confluent registry's API. Its schemas stay in {@code registry/}
 * under the directory given: the broker keeps records with their ids, so the ids must outlive the process.
 */
public final class LocalRegistry {
    /** How long a start may take, on a machine that does much else. */
    public static final Duration START_TIMEOUT = Duration.ofSeconds(60);

    private final ChildProcess process;
    private final URI url;

    private LocalRegistry(ChildProcess process, URI url) {
        this.process = process;
        this.url = url;
    }

    /**
     * Starts a registry, but does not wait for it: see {@link #awaitReady}.
     *
     * @param children whom it ends with
     * @param directory gets {@code registry/} and {@code logs/}; its path has no semicolon
     * @param port a free port
     */
    public static LocalRegistry start(Children children, LocalHome home, Path directory, int port) {
        Path database = directory.toAbsolutePath().resolve("registry").resolve("schemas");
        if (database.toString().contains(";")) {
            throw new IllegalArgumentException("H2 takes a semicolon for the end of a file's name: " + database);
        }
        ChildProcess process = children.start(Command.java(
                "registry",
                directory.resolve("logs").resolve("registry.log"),
                List.of(
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Dquarkus.http.host=127.0.0.1",
                        "-Dquarkus.http.port=" + port,
                        // Apicurio's own database is one in memory. In a file it is as good, provided that each
                        // registration is written before it is answered: WRITE_DELAY, 500 ms by default, would let
                        // an id be given out twice when the process is killed.
                        "-Dquarkus.datasource.jdbc.url=jdbc:h2:file:" + database
                                + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE",
                        "-Dquarkus.datasource.jdbc.initial-size=1",
                        "-Dquarkus.datasource.jdbc.min-size=1",
                        "-Dquarkus.datasource.jdbc.max-size=10"),
                home.registryJar().toString(),
                "io.quarkus.runner.GeneratedMain",
                List.of()));
        return new LocalRegistry(process, URI.create("http://127.0.0.1:" + port + "/apis/ccompat/v7"));
    }

    /**
     * Waits until it answers.
     *
     * @throws ChildFailedException if it ends, or the time is over
     */
    public void awaitReady(Duration timeout) {
        Readiness.await(process, Readiness.answersOk(URI.create(url + "/subjects")), timeout);
    }

    /** Its Confluent API, as in {@code schema.registry.url}. */
    public URI url() {
        return url;
    }

    /** The process that it runs in. */
    public ChildProcess process() {
        return process;
    }
}

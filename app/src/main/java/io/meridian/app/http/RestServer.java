package io.meridian.app.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The HTTP server of this instance. */
public final class RestServer implements AutoCloseable {
    private static final int MAX_THREADS = 32;
    private static final int MAX_CONNECTIONS = 2_000;
    private static final int MAX_HEADER_BYTES = 8 * 1024;
    private static final Duration IDLE = Duration.ofSeconds(30);
    private static final Duration IDLE_AT_THE_END = Duration.ofMillis(100);
    private static final Duration LAST_REQUESTS = Duration.ofSeconds(2);

    private final Server server;
    private final ServerConnector connector;
    private final URI listener;

    private RestServer(Server server, ServerConnector connector, URI listener) {
        this.server = server;
        this.connector = connector;
        this.listener = listener;
    }

    /**
     * Starts to listen.
     *
     * @param listener host and port; port 0 takes a free one
     * @throws RestException if it cannot listen there
     */
    public static RestServer start(URI listener, RestApi api) {
        QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS);
        threads.setName("rest");
        threads.setDaemon(true);
        Server server = new Server(threads);
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http()));
        connector.setHost(listener.getHost());
        connector.setPort(listener.getPort());
        connector.setIdleTimeout(IDLE.toMillis());
        connector.setShutdownIdleTimeout(IDLE_AT_THE_END.toMillis());
        server.addConnector(connector);
        server.addBean(new NetworkConnectionLimit(MAX_CONNECTIONS, connector));
        server.setHandler(new GracefulHandler(new Router(api.routes())));
        server.setErrorHandler(new ProblemPages());
        server.setStopTimeout(LAST_REQUESTS.toMillis());
        RestServer rest = new RestServer(server, connector, listener);
        rest.open();
        return rest;
    }

    private static HttpConfiguration http() {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        http.setRequestHeaderSize(MAX_HEADER_BYTES);
        return http;
    }

    private void open() {
        try {
            connector.open();
            server.start();
        } catch (IOException e) {
            close();
            throw new RestException(
                    "rest.listener: cannot listen at " + listener + ": " + e.getMessage()
                            + "; is the port in use? Set another one",
                    e);
        } catch (Exception e) {
            close();
            throw new RestException("rest.listener: the server at " + listener + " does not start: " + e, e);
        }
    }

    /** Where it listens, with the real port. */
    public URI url() {
        return URI.create(listener.getScheme() + "://" + listener.getHost() + ":" + connector.getLocalPort());
    }

    /** Lets requests that have begun end, for up to two seconds, and stops. */
    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new UncheckedIOException("the REST server does not stop", new IOException(e));
        }
    }
}

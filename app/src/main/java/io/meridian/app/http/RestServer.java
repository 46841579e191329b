package io.meridian.app.http;

import io.meridian.app.config.MeridianConfig.Rest;
import io.meridian.app.config.MeridianConfig.Tls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.server.handler.SizeLimitHandler;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The HTTP server of this instance. */
public final class RestServer implements AutoCloseable {
    private static final int MAX_THREADS = 128;

    /** Beside those of readers of events. */
    private static final int MAX_CONNECTIONS = 2_500;

    private static final int ANSWERS_AT_ONCE = 48;
    private static final int ANSWERS_IN_LINE = 48;
    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final int MAX_BODY_BYTES = 64 * 1024;
    private static final int MAX_HEADER_BYTES = 8 * 1024;
    private static final Duration IDLE = Duration.ofSeconds(30);
    private static final Duration SLOW = Duration.ofSeconds(30);
    private static final Duration IDLE_AT_THE_END = Duration.ofMillis(100);
    private static final Duration LAST_REQUESTS = Duration.ofSeconds(2);

    private final Server server;
    private final ServerConnector connector;
    private final URI listener;

    private final RestApi api;

    private RestServer(Server server, ServerConnector connector, URI listener, RestApi api) {
        this.server = server;
        this.connector = connector;
        this.listener = listener;
        this.api = api;
    }

    /**
     * Starts to listen.
     *
     * @param rest where, for whom and with which certificate; port 0 takes a free one
     * @param api is closed with the server
     * @param tls this instance's key and whom it trusts; empty for a plain listener
     * @throws RestException if it cannot listen there
     */
    public static RestServer start(Rest rest, RestApi api, Optional<SSLContext> tls) {
        return start(rest, api, tls, SLOW, MAX_CONNECTIONS + rest.queries().maxReaders());
    }

    /**
     * @param slow how long a request may take to come
     * @param connections how many there may be at once
     */
    static RestServer start(Rest rest, RestApi api, Optional<SSLContext> tls, Duration slow, int connections) {
        Authentication authentication = rest.tokens()
                .<Authentication>map(tokens -> new TokenFile(tokens.file()))
                .orElse(Authentication.NONE);
        QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS);
        threads.setName("rest");
        threads.setDaemon(true);
        Server server = new Server(threads);
        ServerConnector connector = connector(server, rest, tls);
        connector.setHost(rest.listener().getHost());
        connector.setPort(rest.listener().getPort());
        connector.setIdleTimeout(IDLE.toMillis());
        connector.setShutdownIdleTimeout(IDLE_AT_THE_END.toMillis());
        connector.addBean(new SlowClients(connector.getScheduler(), slow));
        server.addConnector(connector);
        server.addBean(new NetworkConnectionLimit(connections, connector));
        Router router = new Router(
                api.routes(),
                authentication,
                new Cors(rest.corsOrigins()),
                new Turns(ANSWERS_AT_ONCE, ANSWERS_IN_LINE, PATIENCE),
                api.metrics());
        SizeLimitHandler limited = new SizeLimitHandler(MAX_BODY_BYTES, -1);
        limited.setHandler(router);
        server.setHandler(new GracefulHandler(limited));
        server.setErrorHandler(new ProblemPages());
        server.setStopTimeout(LAST_REQUESTS.toMillis());
        RestServer started = new RestServer(server, connector, rest.listener(), api);
        started.open();
        return started;
    }

    private static ServerConnector connector(Server server, Rest rest, Optional<SSLContext> tls) {
        HttpConnectionFactory http = new HttpConnectionFactory(http());
        if (tls.isEmpty()) {
            return new ServerConnector(server, 1, 1, http);
        }
        SslContextFactory.Server ssl = new SslContextFactory.Server();
        ssl.setSslContext(tls.get());
        ssl.setNeedClientAuth(rest.tls().map(Tls::clientAuth).orElse(false));
        ssl.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        // A caller that agrees anew, again and again, costs the server far more than itself (CVE-2011-1473).
        ssl.setRenegotiationAllowed(false);
        return new ServerConnector(server, 1, 1, new SslConnectionFactory(ssl, "http/1.1"), http);
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

    /** Where others reach it: where it listens, and where that is every address, by the name of this host. */
    public URI reachableUrl() {
        URI url = url();
        try {
            if (!InetAddress.getByName(url.getHost()).isAnyLocalAddress()) {
                return url;
            }
            return URI.create(
                    url.getScheme() + "://" + InetAddress.getLocalHost().getHostName() + ":" + url.getPort());
        } catch (UnknownHostException e) {
            return url;
        }
    }

    /** How many connections it has. */
    int connections() {
        return connector.getConnectedEndPoints().size();
    }

    /** Lets requests that have begun end, for up to two seconds, and stops. */
    @Override
    public void close() {
        api.close();
        try {
            server.stop();
        } catch (Exception e) {
            throw new UncheckedIOException("the REST server does not stop", new IOException(e));
        }
    }
}

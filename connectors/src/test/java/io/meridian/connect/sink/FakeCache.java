package io.meridian.connect.sink;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** A cache with a real server, which takes what it is sent and answers as it is told. */
public final class FakeCache implements AutoCloseable {
    /** The password of the key store. */
    public static final String PASSWORD = "changeit";

    private final ServerConnector connector;
    private final String scheme;
    private final List<Told> told = new CopyOnWriteArrayList<>();
    private final Queue<Reply> replies = new ConcurrentLinkedQueue<>();
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger mostUnderWay = new AtomicInteger();
    private volatile long delayMs;

    private FakeCache(String scheme, ServerConnector connector) {
        this.scheme = scheme;
        this.connector = connector;
    }

    /** Speaks HTTP/1.1 in the clear. */
    public static FakeCache plain() throws Exception {
        Server server = new Server();
        return start("http", server, new ServerConnector(server, new HttpConnectionFactory()));
    }

    /** Speaks HTTP/2 over TLS. */
    public static FakeCache http2(Path keyStore) throws Exception {
        Server server = new Server();
        HttpConfiguration http = new HttpConfiguration();
        http.addCustomizer(new SecureRequestCustomizer());
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setKeyStorePath(keyStore.toUri().toString());
        tls.setKeyStorePassword(PASSWORD);
        ALPNServerConnectionFactory alpn = new ALPNServerConnectionFactory("h2", "http/1.1");
        alpn.setDefaultProtocol("http/1.1");
        return start(
                "https",
                server,
                new ServerConnector(
                        server,
                        new SslConnectionFactory(tls, alpn.getProtocol()),
                        alpn,
                        new HTTP2ServerConnectionFactory(http),
                        new HttpConnectionFactory(http)));
    }

    /** Makes a key store with a certificate for loopback, which serves as a trust store too. */
    public static Path keyStore(Path directory) throws Exception {
        Path file = directory.resolve("cache.p12");
        int code = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "cache",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost,ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        file.toString())
                .inheritIO()
                .start()
                .waitFor();
        if (code != 0) {
            throw new IllegalStateException("keytool ended with " + code);
        }
        return file;
    }

    private static FakeCache start(String scheme, Server server, ServerConnector connector) throws Exception {
        FakeCache cache = new FakeCache(scheme, connector);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws Exception {
                return cache.handle(request, response, callback);
            }
        });
        server.start();
        return cache;
    }

    private boolean handle(Request request, Response response, Callback callback) throws Exception {
        int now = underWay.incrementAndGet();
        mostUnderWay.accumulateAndGet(now, Math::max);
        Thread.sleep(delayMs);
        told.add(new Told(
                request.getConnectionMetaData().getProtocol(),
                request.getMethod() + " " + request.getHttpURI().getPath(),
                Optional.ofNullable(request.getHeaders().get("Idempotency-Key")).orElse(""),
                Content.Source.asString(request, StandardCharsets.UTF_8)));
        Reply reply = Optional.ofNullable(replies.poll()).orElse(new Reply(202, Map.of()));
        response.setStatus(reply.status);
        reply.headers.forEach((name, value) -> response.getHeaders().put(name, value));
        underWay.decrementAndGet();
        callback.succeeded();
        return true;
    }

    /** Where it is, as in {@code api.base.url}. */
    public String url() {
        return scheme + "://127.0.0.1:" + connector.getLocalPort();
    }

    /** Answers the next request like this; after all that were given, 202. */
    public void reply(int status) {
        replies.add(new Reply(status, Map.of()));
    }

    void reply(int status, HttpHeader header, String value) {
        replies.add(new Reply(status, Map.of(header.asString(), value)));
    }

    void delay(long milliseconds) {
        delayMs = milliseconds;
    }

    int mostUnderWay() {
        return mostUnderWay.get();
    }

    /** What it was told so far. */
    public List<Told> told() {
        return List.copyOf(told);
    }

    @Override
    public void close() {
        try {
            connector.getServer().stop();
        } catch (Exception e) {
            throw new IllegalStateException("the server does not stop", e);
        }
    }

    /**
     * A request.
     *
     * @param protocol such as {@code HTTP/2.0}
     * @param line method and path
     * @param key its {@code Idempotency-Key}
     * @param body its JSON
     */
    public record Told(String protocol, String line, String key, String body) {}

    private record Reply(int status, Map<String, String> headers) {}
}

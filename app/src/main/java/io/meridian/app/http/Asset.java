package io.meridian.app.http;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** A file of the program as a browser gets it: read and compressed when it is first asked for, and not sent again to who has it. */
final class Asset {
    /** Among the codings that are taken (RFC 9110, 12.5.3), and not with a weight of nought. */
    private static final Pattern GZIP = Pattern.compile(
            "(?:^|,)\\s*gzip\\s*(?:;\\s*q=(?!0(?:\\.0*)?\\s*(?:,|$))[^,]*)?(?:,|$)", Pattern.CASE_INSENSITIVE);

    private final String resource;
    private final String type;
    private final Map<String, String> headers;
    private @Nullable Content content;

    private record Content(ByteBuffer plain, ByteBuffer gzipped, String tag) {}

    /**
     * @param resource on the class path
     * @param type media type
     * @param headers that every answer has
     */
    Asset(String resource, String type, Map<String, String> headers) {
        this.resource = resource;
        this.type = type;
        this.headers = new TreeMap<>(headers);
        // A browser asks each time whether it has changed, which costs little; so a new version shows at once.
        this.headers.put("Cache-Control", "private, no-cache");
        this.headers.put("Vary", "Accept-Encoding");
    }

    /** What to send to this browser. */
    Reply reply(Exchange exchange) {
        Content file = content();
        Map<String, String> all = new TreeMap<>(headers);
        // Weak: the same file, whether compressed or not.
        all.put("ETag", "W/" + file.tag());
        if (has(exchange, "If-None-Match", tags -> tags.contains(file.tag()))) {
            return new Reply(304, type, new Reply.Whole(ByteBuffer.allocate(0)), all);
        }
        if (!has(exchange, "Accept-Encoding", GZIP.asPredicate())) {
            return new Reply(200, type, new Reply.Whole(file.plain()), all);
        }
        all.put("Content-Encoding", "gzip");
        return new Reply(200, type, new Reply.Whole(file.gzipped()), all);
    }

    private static boolean has(Exchange exchange, String header, Predicate<String> wanted) {
        return exchange.header(header).filter(wanted).isPresent();
    }

    private synchronized Content content() {
        if (content == null) {
            byte[] plain = read(resource);
            content = new Content(ByteBuffer.wrap(plain), ByteBuffer.wrap(gzip(plain)), tag(plain));
        }
        return requireNonNull(content);
    }

    /** @throws IllegalStateException if it is not on the class path */
    static byte[] read(String resource) {
        try (InputStream in = Asset.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is not on the class path: is the distribution whole?");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(resource + " cannot be read", e);
        }
    }

    private static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail to be written", e);
        }
        return out.toByteArray();
    }

    /** Quoted, another for other bytes. */
    private static String tag(byte[] bytes) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return '"' + HexFormat.of().formatHex(hash, 0, 12) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

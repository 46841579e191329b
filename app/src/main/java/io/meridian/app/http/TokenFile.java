package io.meridian.app.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bearer tokens, of which the file has only the hashes: on each line the SHA-256 of a token in hexadecimal and its role,
 * {@code reader} or {@code operator}; empty lines and those that begin with # do not count. The file is looked at again once a
 * second at most; one that cannot be read or has a wrong line changes nothing.
 */
final class TokenFile implements Authentication {
    private static final Logger log = LoggerFactory.getLogger(TokenFile.class);
    private static final Pattern LINE = Pattern.compile("([0-9a-fA-F]{64})\\s+(reader|operator)");
    private static final Pattern BEARER = Pattern.compile("[Bb][Ee][Aa][Rr][Ee][Rr] +([A-Za-z0-9._~+/=-]{1,1024})");
    private static final int NAME_LENGTH = 8;
    private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();

    private final Path file;
    private final AtomicLong readAt = new AtomicLong();
    private volatile String content;
    private volatile List<Entry> entries;

    /** @param hash SHA-256 of a token */
    private record Entry(ByteBuffer hash, Access access) {}

    /** @throws RestException if the file cannot be read, or has a wrong line */
    TokenFile(Path file) {
        this.file = file;
        try {
            content = Files.readString(file);
            entries = parse(content);
        } catch (IOException e) {
            throw new RestException(
                    "rest.auth.tokens.file: expected a readable file of tokens, but " + file + " is not: " + e, e);
        }
        readAt.set(System.nanoTime());
    }

    @Override
    public Optional<Access> rights(String authorization) {
        Matcher bearer = BEARER.matcher(authorization);
        if (!bearer.matches()) {
            return Optional.empty();
        }
        readAgain();
        byte[] hash = sha256(bearer.group(1));
        Optional<Access> found = Optional.empty();
        // All of them, and each in constant time, so that how long it takes tells nothing.
        for (Entry entry : entries) {
            if (MessageDigest.isEqual(entry.hash().array(), hash)) {
                found = Optional.of(entry.access());
            }
        }
        return found;
    }

    /** The first eight digits of the token's hash; empty where the header has none. */
    static Optional<String> nameOf(String authorization) {
        Matcher bearer = BEARER.matcher(authorization);
        return bearer.matches()
                ? Optional.of(HexFormat.of().formatHex(sha256(bearer.group(1))).substring(0, NAME_LENGTH))
                : Optional.empty();
    }

    private void readAgain() {
        long now = System.nanoTime();
        long last = readAt.get();
        if (now - last < PAUSE_NANOS || !readAt.compareAndSet(last, now)) {
            return;
        }
        try {
            String fresh = Files.readString(file);
            if (!fresh.equals(content)) {
                content = fresh;
                entries = parse(fresh);
                log.info("{} has changed: {} tokens are valid now", file, entries.size());
            }
        } catch (IOException e) {
            log.warn("The tokens read last stay valid, as {} cannot be read: {}", file, e.toString());
        } catch (RestException e) {
            log.error("The tokens read last stay valid: {}", e.getMessage());
        }
    }

    private List<Entry> parse(String text) {
        List<Entry> parsed = new ArrayList<>();
        List<String> lines = text.lines().map(String::strip).toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            Matcher matcher = LINE.matcher(line);
            if (!matcher.matches()) {
                // The line itself may be a token that was put there by mistake, and is not shown.
                throw new RestException(
                        "rest.auth.tokens.file: line " + (i + 1) + " of " + file
                                + ": expected the SHA-256 of a token as 64 hexadecimal digits, a space, and reader or operator");
            }
            Access access = matcher.group(2).equals("operator") ? Access.OPERATOR : Access.READER;
            parsed.add(new Entry(ByteBuffer.wrap(HexFormat.of().parseHex(matcher.group(1))), access));
        }
        return List.copyOf(parsed);
    }

    private static byte[] sha256(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

package io.meridian.app.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A reader of Server-Sent Events without a thread of its own: it takes in what has come when it is asked. */
final class EventClient implements AutoCloseable {
    private static final Pattern REGION = Pattern.compile("data: \\{\"region\":\"([^\"]*)\".*");

    private final Socket socket;
    private final InputStream in;
    private final StringBuilder line = new StringBuilder();
    private final List<String> regions = new ArrayList<>();
    private String lastId = "";
    private boolean heard;

    /** @param lastId where to resume; empty for what comes from now on */
    EventClient(URI server, String path, String lastId) throws IOException {
        socket = new Socket(server.getHost(), server.getPort());
        in = socket.getInputStream();
        String resume = lastId.isEmpty() ? "" : "Last-Event-ID: " + lastId + "\r\n";
        // Of version 1.0, as that has no chunks.
        String request = "GET " + path + " HTTP/1.0\r\nHost: a\r\n" + resume + "\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Whether the first heartbeat has come. */
    boolean isHeard() {
        takeIn();
        return heard;
    }

    /** The regions of all changes so far, in their order. */
    List<String> regions() {
        takeIn();
        return regions;
    }

    String lastId() {
        return lastId;
    }

    private void takeIn() {
        try {
            while (in.available() > 0) {
                for (byte one : in.readNBytes(in.available())) {
                    if (one == '\n') {
                        take(line.toString());
                        line.setLength(0);
                    } else {
                        line.append((char) one);
                    }
                }
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void take(String text) {
        heard |= text.equals(":");
        Matcher data = REGION.matcher(text);
        if (data.matches()) {
            regions.add(data.group(1));
        } else if (text.startsWith("id: ")) {
            lastId = text.substring("id: ".length());
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

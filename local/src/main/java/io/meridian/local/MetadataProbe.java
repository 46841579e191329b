package io.meridian.local;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;

/**
 * Asks a broker, in version 1 of Kafka's Metadata request, which brokers take work. A broker lists itself only when the
 * controller has unfenced it; that its port answers says less.
 *
 * <p>By hand, because a Kafka client would be the only library of this module. Source: {@code MetadataRequest.json} of
 * Kafka 4.3.1, which still has version 0.
 */
final class MetadataProbe {
    private static final int TIMEOUT_MS = 2_000;
    private static final short METADATA = 3;
    private static final short VERSION = 1;
    private static final short NO_CLIENT_ID = -1;

    private MetadataProbe() {}

    /** Whether the broker on this port of loopback lists any broker; false also where nobody answers. */
    static boolean listsABroker(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MS);
            socket.setSoTimeout(TIMEOUT_MS);
            socket.getOutputStream().write(request());
            DataInputStream answer = new DataInputStream(socket.getInputStream());
            answer.readInt(); // its length
            answer.readInt(); // the correlation id
            return answer.readInt() > 0; // how many brokers follow
        } catch (IOException e) {
            return false;
        }
    }

    private static byte[] request() {
        int noTopics = 0;
        int correlationId = 1;
        int length = Short.BYTES + Short.BYTES + Integer.BYTES + Short.BYTES + Integer.BYTES;
        return ByteBuffer.allocate(Integer.BYTES + length)
                .putInt(length)
                .putShort(METADATA)
                .putShort(VERSION)
                .putInt(correlationId)
                .putShort(NO_CLIENT_ID)
                .putInt(noTopics)
                .array();
    }
}

package io.meridian.app.http;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;

/** The first message of a TLS client, written by hand: Java's own client refuses to be as old as this one has to be. */
final class ClientHello {
    static final int TLS_1_0 = 0x0301;
    static final int TLS_1_1 = 0x0302;
    static final int TLS_1_2 = 0x0303;

    /** What a server answers with that goes on. */
    static final int HANDSHAKE = 22;

    /** What a server answers with that does not. */
    static final int ALERT = 21;

    private static final byte[] EXTENSIONS = {
        0,
        10,
        0,
        4,
        0,
        2,
        0,
        23, // groups: secp256r1
        0,
        11,
        0,
        2,
        1,
        0, // points: uncompressed
        0,
        13,
        0,
        6,
        0,
        4,
        4,
        3,
        2,
        3 // signatures: ECDSA with SHA-256, with SHA-1
    };

    private ClientHello() {}

    /** The kind of record that a server answers with to a client of one version that has one cipher. */
    static int answer(URI server, int version, int cipher) throws IOException {
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(record(version, cipher));
            return new DataInputStream(socket.getInputStream()).readUnsignedByte();
        }
    }

    private static byte[] record(int version, int cipher) {
        int body = 2 + 32 + 1 + 2 + 2 + 2 + 2 + EXTENSIONS.length;
        return ByteBuffer.allocate(5 + 4 + body)
                .put((byte) HANDSHAKE)
                .putShort((short) TLS_1_0)
                .putShort((short) (4 + body))
                .putInt(1 << 24 | body)
                .putShort((short) version)
                .put(new byte[32]) // random
                .put((byte) 0) // no session
                .putShort((short) 2)
                .putShort((short) cipher)
                .putShort((short) 0x0100) // no compression
                .putShort((short) EXTENSIONS.length)
                .put(EXTENSIONS)
                .array();
    }
}

package io.meridian.app.replay;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.GZIPInputStream;

/** A text in UTF-8, unpacked if its name ends in {@code .gz}, read piece by piece. What is not UTF-8 is refused, not replaced. */
final class TextFile implements AutoCloseable {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final FileChannel channel;
    private final long size;
    private final BufferedReader reader;

    private TextFile(FileChannel channel, long size, BufferedReader reader) {
        this.channel = channel;
        this.size = size;
        this.reader = reader;
    }

    static TextFile open(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            InputStream bytes = Channels.newInputStream(channel);
            InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
            BufferedReader reader = new BufferedReader(new InputStreamReader(
                    plain,
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .onUnmappableCharacter(CodingErrorAction.REPORT)));
            reader.mark(1);
            if (reader.read() != BYTE_ORDER_MARK) {
                reader.reset();
            }
            return new TextFile(channel, channel.size(), reader);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    BufferedReader reader() {
        return reader;
    }

    /** How much of it has been read, 0 to 1; 1 of an empty one. */
    double share() throws IOException {
        return size == 0 ? 1 : Math.min(1, (double) channel.position() / size);
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}

package io.meridian.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The last lines of a file that may be large and may be growing. */
final class LogTail {
    private static final int MAX_BYTES = 64 * 1024;

    private static final Pattern ERROR = Pattern.compile("\\b(ERROR|FATAL)\\b");
    private static final int MAX_ERRORS = 3;
    private static final Pattern LEVEL = Pattern.compile("\\b(TRACE|DEBUG|INFO|WARN|ERROR|FATAL)\\b");

    private LogTail() {}

    static List<String> lastLines(Path file, int count) {
        List<String> lines = lines(file);
        return lines.subList(Math.max(0, lines.size() - Math.max(0, count)), lines.size());
    }

    /**
     * The newest errors that {@link #lastLines} does not show, each with the lines that explain it: what a program writes while
     * it ends may push the reason far up.
     */
    static List<String> errorsBefore(Path file, int count) {
        List<String> lines = lines(file);
        int end = Math.max(0, lines.size() - Math.max(0, count));
        int[] errors = IntStream.range(0, end)
                .filter(i -> ERROR.matcher(lines.get(i)).find())
                .toArray();
        return Arrays.stream(errors)
                .skip(Math.max(0, errors.length - MAX_ERRORS))
                .boxed()
                .flatMap(i -> withReasons(lines.subList(i, end)))
                .toList();
    }

    /** The first of these lines and the exceptions that belong to it, without their stacks. */
    private static Stream<String> withReasons(List<String> lines) {
        return Stream.concat(
                lines.stream().limit(1),
                lines.stream()
                        .skip(1)
                        .takeWhile(line -> !LEVEL.matcher(line).find())
                        .filter(line -> !line.startsWith("\t")));
    }

    private static List<String> lines(Path file) {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            long from = Math.max(0, channel.size() - MAX_BYTES);
            ByteBuffer buffer = ByteBuffer.allocate((int) (channel.size() - from));
            channel.position(from);
            while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
                // A read may bring less than asked for.
            }
            return StandardCharsets.UTF_8
                    .decode(buffer.flip())
                    .toString()
                    .lines()
                    .toList();
        } catch (IOException e) {
            return List.of("(" + file + " cannot be read: " + e.getMessage() + ")");
        }
    }
}

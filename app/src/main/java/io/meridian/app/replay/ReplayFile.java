package io.meridian.app.replay;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A CSV or JSON-lines file, open; larger than memory if need be. Not for sharing between threads. */
public final class ReplayFile implements AutoCloseable {
    private final Path file;
    private final TextFile text;
    private final Rows rows;

    private ReplayFile(Path file, TextFile text, Rows rows) {
        this.file = file;
        this.text = text;
        this.rows = rows;
    }

    /** The forms that a file may have. */
    public enum Format {
        /** Comma-separated values with a header line. */
        csv,
        /** One JSON object a line. */
        jsonl;

        /** By the end of a file's name, also before {@code .gz}; empty where it tells nothing. */
        public static Optional<Format> of(Path file) {
            String name = file.toString().replaceFirst("\\.gz$", "");
            if (name.endsWith(".csv")) {
                return Optional.of(csv);
            }
            return name.matches(".*\\.(jsonl|ndjson|json)") ? Optional.of(jsonl) : Optional.empty();
        }
    }

    /**
     * Opens it, and reads a CSV's header.
     *
     * @throws ReplayException where it cannot be read or lacks a column
     */
    @SuppressWarnings("MustBeClosedChecker")
    public static ReplayFile open(Path file, Format format, Columns columns, char delimiter) {
        if (Files.isDirectory(file) || !Files.isReadable(file)) {
            throw new ReplayException(file + ": expected a file that can be read, but "
                    + (Files.isDirectory(file)
                            ? "it is a folder"
                            : Files.exists(file) ? "it may not be read" : "there is no such file"));
        }
        try {
            TextFile text = TextFile.open(file);
            try {
                return new ReplayFile(
                        file,
                        text,
                        switch (format) {
                            case csv -> new CsvRows(text.reader(), columns, delimiter);
                            case jsonl -> new JsonLinesRows(text.reader(), columns);
                        });
            } catch (IOException | RuntimeException e) {
                text.close();
                throw e;
            }
        } catch (IOException e) {
            throw unreadable(file, e);
        } catch (ReplayException e) {
            throw new ReplayException(file + ": " + e.getMessage(), e);
        }
    }

    /** The next row; empty at the end. */
    Optional<Row> next() {
        try {
            return rows.next();
        } catch (IOException e) {
            throw unreadable(file, e);
        } catch (ReplayException e) {
            throw new ReplayException(file + ", " + e.getMessage(), e);
        }
    }

    private static ReplayException unreadable(Path file, IOException failure) {
        return new ReplayException(
                file + ": cannot be read: "
                        + (failure instanceof CharacterCodingException
                                ? "expected UTF-8, found other bytes"
                                : failure.getMessage()),
                failure);
    }

    /** How much of it has been read, 0 to 1. */
    public double share() {
        try {
            return text.share();
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /** A row's place, for messages. */
    public String place(Row row) {
        return file + ", line " + row.line();
    }

    @Override
    public void close() {
        try {
            text.close();
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }
}

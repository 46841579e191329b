package io.meridian.app.query;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What one instance has to say to a question.
 *
 * @param covered of which partitions it speaks
 * @param known whether it has a series that was meant
 * @param tooMuch whether there were more rows than an answer may hold, so that they are left out
 * @param rows what it found
 */
record Part<R>(List<Covered> covered, boolean known, boolean tooMuch, List<R> rows) {
    private static final byte VERSION = 1;

    /**
     * @param partition which
     * @param staleMillis how old it is at most; 0 where it is no copy
     * @param staleRecords by how many records it lags; 0 where it is no copy
     */
    record Covered(int partition, long staleMillis, long staleRecords) {}

    Part {
        covered = List.copyOf(covered);
        rows = List.copyOf(rows);
    }

    static <R> Part<R> ofNothing() {
        return new Part<>(List.of(), false, false, List.of());
    }

    byte[] toBytes(RowCodec<R> codec) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeInt(covered.size());
            for (Covered one : covered) {
                out.writeInt(one.partition());
                out.writeLong(one.staleMillis());
                out.writeLong(one.staleRecords());
            }
            out.writeBoolean(known);
            out.writeBoolean(tooMuch);
            out.writeInt(rows.size());
            for (R row : rows) {
                codec.write(row, out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail to be written", e);
        }
        return bytes.toByteArray();
    }

    /** @throws IOException if it is not one that {@link #toBytes} wrote */
    static <R> Part<R> fromBytes(byte[] bytes, RowCodec<R> codec) throws IOException {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            byte version = in.readByte();
            if (version != VERSION) {
                throw new IOException("expected an answer of version " + VERSION + ", found " + version);
            }
            List<Covered> covered = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                covered.add(new Covered(in.readInt(), in.readLong(), in.readLong()));
            }
            boolean known = in.readBoolean();
            boolean tooMuch = in.readBoolean();
            List<R> rows = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                rows.add(codec.read(in));
            }
            return new Part<>(covered, known, tooMuch, rows);
        } catch (IllegalArgumentException e) {
            throw new IOException("expected an answer of version " + VERSION + ", found other bytes", e);
        }
    }
}

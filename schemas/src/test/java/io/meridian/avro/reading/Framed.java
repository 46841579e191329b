package io.meridian.avro.reading;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/** A record value in the Confluent wire format, written piece by piece, so that it may be wrong. */
final class Framed {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);

    private interface Piece {
        void write() throws IOException;
    }

    static Framed with(int schemaId) {
        Framed framed = new Framed();
        DataOutputStream prefix = new DataOutputStream(framed.out);
        return framed.add(() -> prefix.writeByte(0)).add(() -> prefix.writeInt(schemaId));
    }

    Framed text(String text) {
        return add(() -> encoder.writeString(text));
    }

    Framed number(double number) {
        return add(() -> encoder.writeDouble(number));
    }

    Framed whole(long number) {
        return add(() -> encoder.writeLong(number));
    }

    byte[] bytes() {
        return out.toByteArray();
    }

    private Framed add(Piece piece) {
        try {
            piece.write();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

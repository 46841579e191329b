package io.meridian.avro;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/**
 * Writes the records of one schema as the schema of an id has them. For one thread.
 *
 * @param <T> the type of the records
 */
abstract class RecordWriter<T extends IndexedRecord> {
    private final SchemaRegistrations.Written written;
    private final Schema own;

    private RecordWriter(SchemaRegistrations.Written written, Schema own) {
        this.written = written;
        this.own = own;
    }

    /** @param sample a record of the schema to come */
    static <T extends IndexedRecord> RecordWriter<T> of(SchemaRegistrations.Written written, T sample) {
        Schema own = sample.getSchema();
        DatumWriter<T> plain = plain(own, sample);
        boolean alike = own.equals(written.schema())
                || SchemaNormalization.toParsingForm(own).equals(SchemaNormalization.toParsingForm(written.schema()));
        return alike ? new Plain<>(written, own, plain) : new Projecting<>(written, own, plain);
    }

    private static <T extends IndexedRecord> DatumWriter<T> plain(Schema schema, T sample) {
        return sample instanceof SpecificRecord
                ? new SpecificDatumWriter<>(schema, SpecificData.getForClass(sample.getClass()))
                : new GenericDatumWriter<>(schema, GenericData.get());
    }

    abstract void write(T record, BinaryEncoder out) throws IOException;

    int id() {
        return written.id();
    }

    boolean isFor(SchemaRegistrations.Written written, Schema own) {
        return this.written.id() == written.id() && this.own.equals(own);
    }

    /** Both schemas have the same encoding. */
    private static final class Plain<T extends IndexedRecord> extends RecordWriter<T> {
        private final DatumWriter<T> writer;

        Plain(SchemaRegistrations.Written written, Schema own, DatumWriter<T> writer) {
            super(written, own);
            this.writer = writer;
        }

        @Override
        void write(T record, BinaryEncoder out) throws IOException {
            writer.write(record, out);
        }
    }

    /** Avro's own projection, by way of the encoding: for newest schemas that are not the record's, and no faster path. */
    private static final class Projecting<T extends IndexedRecord> extends RecordWriter<T> {
        private final DatumWriter<T> from;
        private final GenericDatumReader<IndexedRecord> projection;
        private final GenericDatumWriter<IndexedRecord> to;

        Projecting(SchemaRegistrations.Written written, Schema own, DatumWriter<T> from) {
            super(written, own);
            this.from = from;
            this.projection = new GenericDatumReader<>(own, written.schema());
            this.to = new GenericDatumWriter<>(written.schema());
        }

        @Override
        void write(T record, BinaryEncoder out) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
            from.write(record, encoder);
            encoder.flush();
            to.write(projection.read(null, DecoderFactory.get().binaryDecoder(bytes.toByteArray(), null)), out);
        }
    }
}

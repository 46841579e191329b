package io.meridian.topology.ingest;

import io.meridian.avro.reading.AvroReadings;
import io.meridian.reading.FastReadingDecoder;
import io.meridian.reading.StrictReadingDecoder;
import io.meridian.topology.flow.IngestOutput;
import io.meridian.topology.judge.Judge;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;

/** The first stage as the topology wires it: how the raw topic is read, and the processor that follows. */
public final class IngestStage {
    private final IngestOptions options;
    private final AvroReadings avro;
    private final Judge judge;
    private final Lags lags;

    /**
     * @param avro decodes Avro readings; to be one that waits for its registry, as {@link PatientAvroReadings} does
     * @param judge holds the settings that readings are judged by
     * @param lags tells whether a silent partition has been read to its end
     */
    public IngestStage(IngestOptions options, AvroReadings avro, Judge judge, Lags lags) {
        this.options = options;
        this.avro = avro;
        this.judge = judge;
        this.lags = lags;
    }

    /** Reads the raw topic as batches, each stamped with the event time its partition has come to. */
    public Consumed<byte[], RawRecords> source(String name) {
        return Consumed.with(Serdes.ByteArray(), RawRecords.serde())
                .withTimestampExtractor(new EventTimeExtractor(this::decoder))
                .withName(name);
    }

    /** Judges, combines and dead-letters. */
    public ProcessorSupplier<byte[], RawRecords, byte[], IngestOutput> processor() {
        return Ingest.supplier(options, lags);
    }

    private RecordDecoder decoder() {
        StrictReadingDecoder strict = new StrictReadingDecoder(options.maxBytes(), options.rejectUnknownFields());
        FastReadingDecoder fast = new FastReadingDecoder(options.maxBytes(), options.rejectUnknownFields());
        return new RecordDecoder(fast, strict, avro, judge, options.maxBytes());
    }
}

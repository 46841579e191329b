package io.meridian.topology.ingest;

import io.meridian.avro.reading.AvroReadings;
import io.meridian.reading.DecodedFields;
import io.meridian.reading.FastReadingDecoder;
import io.meridian.reading.StrictReadingDecoder;
import io.meridian.reading.Violation;
import io.meridian.topology.judge.Judge;
import io.meridian.topology.settings.Settings;
import io.meridian.topology.settings.SettingsInForce;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges the records of a batch: at once those that the fast path recognised and that pass every rule; all others are
 * decoded again, strictly. Not for sharing between threads.
 */
final class RecordDecoder {
    private static final Logger log = LoggerFactory.getLogger(RecordDecoder.class);

    /** First byte of the Confluent wire format; no JSON text begins with it. */
    private static final byte AVRO_MAGIC = 0;

    private final FastReadingDecoder fast;
    private final StrictReadingDecoder strict;
    private final AvroReadings avro;
    private final Judge judge;
    private final SettingsInForce inForce;
    private final int maxBytes;
    private final SeriesTable seriesTable = new SeriesTable();
    private final FastJudge fastJudge;

    RecordDecoder(FastReadingDecoder fast, StrictReadingDecoder strict, AvroReadings avro, Judge judge, int maxBytes) {
        this.fast = fast;
        this.strict = strict;
        this.avro = avro;
        this.judge = judge;
        this.inForce = judge.settingsInForce();
        this.maxBytes = maxBytes;
        this.fastJudge = new FastJudge(judge, seriesTable);
    }

    /** The fast path, for records that come without having been decoded. */
    FastReadingDecoder fast() {
        return fast;
    }

    ReadingBatch decode(List<ConsumerRecord<byte[], RawValue>> records, long startWatermark) {
        ReadingBatch batch = new ReadingBatch(records, startWatermark);
        inForce.refresh();
        for (int i = 0; i < records.size(); i++) {
            ConsumerRecord<byte[], RawValue> record = records.get(i);
            if (!decodeFast(batch, i, record)) {
                decodeStrictly(batch, i, record);
            }
        }
        return batch;
    }

    private boolean decodeFast(ReadingBatch batch, int index, ConsumerRecord<byte[], RawValue> record) {
        RawValue reading = record.value();
        if (reading == null || !reading.isRecognised()) {
            return false;
        }
        Settings settings = inForce.at(reading.timestamp);
        NumberedSeries series = fastJudge.series(reading, settings, record.timestamp());
        if (series == null) {
            return false;
        }
        batch.accept(index, series, reading.device, reading.value, reading.timestamp, settings.generation());
        return true;
    }

    private void decodeStrictly(ReadingBatch batch, int index, ConsumerRecord<byte[], RawValue> record) {
        try {
            DecodedFields decoded =
                    decodeFields(record.value() == null ? null : record.value().toBytes());
            Settings settings = inForce.at(decoded.timestamp().orElse(Long.MAX_VALUE));
            List<Violation> violations = judge.violations(decoded, settings, record.timestamp());
            if (!violations.isEmpty()) {
                batch.reject(index, Rejection.of(violations, decoded.timestamp()));
                return;
            }
            long timestamp = decoded.timestamp().orElseThrow();
            int device = decoded.device().orElseThrow();
            NumberedSeries series = seriesTable.get(
                    settings.regions().get(settings.regionIndex(device)),
                    decoded.metric().orElseThrow());
            batch.accept(index, series, device, decoded.value().orElseThrow(), timestamp, settings.generation());
        } catch (StoppedWaitingException stopping) {
            throw stopping;
        } catch (RuntimeException failure) {
            log.error(
                    "Cannot judge the record at offset {} of {}-{}; it is dead-lettered as INTERNAL",
                    record.offset(),
                    record.topic(),
                    record.partition(),
                    failure);
            batch.reject(index, Rejection.internal(failure));
        }
    }

    private DecodedFields decodeFields(byte @Nullable [] value) {
        if (value != null && value.length > 0 && value.length <= maxBytes && value[0] == AVRO_MAGIC) {
            return avro.decode(value);
        }
        return strict.decode(value);
    }
}

package io.meridian.topology.ingest;

import io.meridian.avro.reading.AvroReadings;
import io.meridian.reading.DecodedFields;
import io.meridian.reading.FastReadingDecoder;
import io.meridian.reading.ReadingFields;
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
 * Decodes and judges the records of a batch: the fast path for what is in canonical form and passes every rule, the
 * strict decoders for all else. Not for sharing between threads.
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
    private final ReadingFields fields = new ReadingFields();

    RecordDecoder(StrictReadingDecoder strict, AvroReadings avro, Judge judge, int maxBytes) {
        this.fast = new FastReadingDecoder(maxBytes);
        this.strict = strict;
        this.avro = avro;
        this.judge = judge;
        this.inForce = judge.settingsInForce();
        this.maxBytes = maxBytes;
        this.fastJudge = new FastJudge(judge, seriesTable);
    }

    ReadingBatch decode(List<ConsumerRecord<byte[], byte[]>> records, long startWatermark) {
        ReadingBatch batch = new ReadingBatch(records, startWatermark);
        inForce.refresh();
        for (int i = 0; i < records.size(); i++) {
            ConsumerRecord<byte[], byte[]> record = records.get(i);
            if (!decodeFast(batch, i, record)) {
                decodeStrictly(batch, i, record);
            }
        }
        return batch;
    }

    private boolean decodeFast(ReadingBatch batch, int index, ConsumerRecord<byte[], byte[]> record) {
        byte[] value = record.value();
        if (value == null || !fast.decode(value, fields)) {
            return false;
        }
        Settings settings = inForce.at(fields.timestamp);
        NumberedSeries series = fastJudge.series(fields, settings, record.timestamp());
        if (series == null) {
            return false;
        }
        batch.accept(index, series, fields.device, fields.value, fields.timestamp, settings.generation());
        return true;
    }

    private void decodeStrictly(ReadingBatch batch, int index, ConsumerRecord<byte[], byte[]> record) {
        try {
            DecodedFields decoded = decodeFields(record.value());
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

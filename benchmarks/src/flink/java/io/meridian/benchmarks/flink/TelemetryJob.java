package io.meridian.benchmarks.flink;

import io.meridian.benchmarks.contender.ContenderRow;
import io.meridian.benchmarks.contender.ContenderTask;
import io.meridian.benchmarks.workload.Oracle;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/** The job: raw records → readings → windows → rows, and invalid records → dead letters, all exactly once. */
final class TelemetryJob {
    /** How far readings may lag behind the newest of their partition. */
    private static final Duration OUT_OF_ORDER = Duration.ofSeconds(30);

    /** Below the 15 minutes that a broker allows by default. */
    private static final Duration TRANSACTION_TIMEOUT = Duration.ofMinutes(10);

    private final ContenderTask task;
    private final Decoder decoder;
    private final boolean chained;

    /** @param chained whether readings go to the windows without an exchange, which is right for one subtask only */
    TelemetryJob(ContenderTask task, Decoder decoder, boolean chained) {
        this.task = task;
        this.decoder = decoder;
        this.chained = chained;
    }

    void addTo(StreamExecutionEnvironment environment) {
        SingleOutputStreamOperator<Arrival> readings = environment
                .fromSource(source(), watermarks(), "raw")
                .uid("raw")
                .process(new InvalidAside())
                .returns(OneSerializerType.ofArrivals())
                .name("invalid-aside");
        readings.getSideOutput(InvalidAside.INVALID)
                .sinkTo(sink("dead-letters", new DeadLetterSerializer(task)))
                .name("dead-letters");
        bySeries(readings)
                .window(TumblingEventTimeWindows.of(Oracle.WINDOW))
                .aggregate(
                        new Statistics(),
                        new WindowRows(),
                        OneSerializerType.ofAggregates(),
                        TypeInformation.of(ContenderRow.class))
                .name("windows")
                .sinkTo(sink("rows", new RowSerializer(task.outputTopic())))
                .name("rows");
    }

    private KeyedStream<Arrival, Series> bySeries(DataStream<Arrival> readings) {
        TypeInformation<Series> keyType = TypeInformation.of(Series.class);
        return chained
                ? DataStreamUtils.reinterpretAsKeyedStream(readings, Arrival::validSeries, keyType)
                : readings.keyBy(Arrival::validSeries, keyType);
    }

    /** Ends where the topic ends when the job starts, so that the last windows are put out too. */
    private KafkaSource<Arrival> source() {
        return KafkaSource.<Arrival>builder()
                .setBootstrapServers(task.bootstrapServers())
                .setTopics(task.rawTopic())
                .setGroupId(task.group())
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setBounded(OffsetsInitializer.latest())
                .setDeserializer(new ArrivalDeserializer(decoder, task.fleet()))
                .setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed")
                .setProperty(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "5000")
                .build();
    }

    /** By partition, since it is the source that makes them: one that is read ahead makes nothing of the others late. */
    private static WatermarkStrategy<Arrival> watermarks() {
        return WatermarkStrategy.<Arrival>forBoundedOutOfOrderness(OUT_OF_ORDER)
                .withTimestampAssigner(
                        (arrival, recordTime) -> arrival.series == null ? Long.MIN_VALUE : arrival.timestamp);
    }

    private <T> KafkaSink<T> sink(String name, IntoTopic<T> serializer) {
        return KafkaSink.<T>builder()
                .setBootstrapServers(task.bootstrapServers())
                .setRecordSerializer(serializer)
                .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
                .setTransactionalIdPrefix(task.group() + "-" + name)
                .setTransactionNamingStrategy(TransactionNamingStrategy.POOLING)
                .setProperty(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, String.valueOf(TRANSACTION_TIMEOUT.toMillis()))
                .build();
    }
}

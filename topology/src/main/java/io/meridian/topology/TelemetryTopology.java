package io.meridian.topology;

import io.meridian.avro.AggregateKey;
import io.meridian.avro.RegionAggregate;
import io.meridian.avro.reading.AvroReadings;
import io.meridian.topology.closing.Closing;
import io.meridian.topology.closing.ClosingOptions;
import io.meridian.topology.closing.Rows;
import io.meridian.topology.closing.Stores;
import io.meridian.topology.flow.DeadLetterSerializer;
import io.meridian.topology.flow.IngestOutput;
import io.meridian.topology.flow.PartialsSerde;
import io.meridian.topology.flow.Partitioning;
import io.meridian.topology.ingest.IngestOptions;
import io.meridian.topology.ingest.IngestStage;
import io.meridian.topology.ingest.Lags;
import io.meridian.topology.ingest.RejectionBreaker;
import io.meridian.topology.judge.Judge;
import io.meridian.topology.reconcile.ReconcileSeal;
import io.meridian.topology.settings.SettingsHistory;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;

/** The whole topology, in the order in which a record meets its parts. */
public final class TelemetryTopology {
    /** Name of the topic between the stages, which Kafka Streams creates, without the application id before it. */
    public static final String PARTIALS_TOPIC = "partials-repartition";

    /** Names of all topics that Kafka Streams creates, without the application id before them; that between the stages first. */
    public static final List<String> INTERNAL_TOPICS = Stream.concat(
                    Stream.of(PARTIALS_TOPIC), Stores.changelogs().stream())
            .toList();

    private static final String TO_PARTIALS = "partials-repartition-filter";
    private static final String TO_DEAD_LETTERS = "dead-letters";
    private static final String TO_CHANGES = "aggregate-changes";
    private static final String TO_FINALS = "aggregate-finals";

    /** Some 100 MB of heap a task at the worst; in ordinary times a commit comes long before. */
    private static final int MAX_PARTIALS = 20_000;

    private final TopologyOptions options;
    private final IngestStage ingest;
    private final Serde<AggregateKey> keys;
    private final Serde<RegionAggregate> rows;

    /**
     * @param settings by which readings are judged, each by those of its own event time
     * @param avro decodes Avro readings; to be one that waits for its registry
     * @param breaker holds ingest where too much is rejected
     * @param lags tells whether a silent partition has been read to its end
     * @param keys writes the keys of both aggregate topics
     * @param rows writes their values
     */
    public TelemetryTopology(
            TopologyOptions options,
            SettingsHistory settings,
            AvroReadings avro,
            RejectionBreaker breaker,
            Lags lags,
            Serde<AggregateKey> keys,
            Serde<RegionAggregate> rows) {
        this.options = options;
        Judge judge = new Judge(settings, options.maxAhead().toMillis());
        this.ingest = new IngestStage(ingestOptions(breaker), avro, judge, lags);
        this.keys = keys;
        this.rows = rows;
    }

    /**
     * Builds it.
     *
     * @param config decides, among other things, whether a name left to chance is refused
     */
    public Topology build(StreamsConfig config) {
        StreamsBuilder builder = new StreamsBuilder(new TopologyConfig(config));

        KStream<byte[], IngestOutput> ingested = builder.stream(options.rawTopic(), ingest.source("raw"))
                .process(ingest.processor(), Named.as("ingest"));

        ingested.to(options.dlqTopic(), deadLetters());

        KStream<AggregateKey, RegionAggregate> aggregated =
                ingested.repartition(partials()).process(Closing.supplier(closingOptions()), Named.as("aggregate"));

        aggregated.to(options.aggregatesTopic(), rowsNamed(TO_CHANGES));
        aggregated.to(options.finalTopic(), rowsNamed(TO_FINALS));

        return builder.build(properties(config));
    }

    private static Produced<byte[], IngestOutput> deadLetters() {
        Deserializer<IngestOutput> never = (topic, bytes) -> {
            throw new UnsupportedOperationException("the topology writes dead letters, and never reads them");
        };
        return Produced.with(Serdes.ByteArray(), Serdes.serdeFrom(new DeadLetterSerializer(), never))
                .withStreamPartitioner(Partitioning.ofDeadLetters())
                .withName(TO_DEAD_LETTERS);
    }

    private Repartitioned<byte[], IngestOutput> partials() {
        return Repartitioned.with(Serdes.ByteArray(), new PartialsSerde())
                .withStreamPartitioner(Partitioning.ofPartials())
                .withNumberOfPartitions(options.partialsPartitions())
                .withName("partials");
    }

    private Produced<AggregateKey, RegionAggregate> rowsNamed(String name) {
        return Produced.with(keys, rows)
                .withStreamPartitioner(Partitioning.bySeries(Rows::series))
                .withName(name);
    }

    private IngestOptions ingestOptions(RejectionBreaker breaker) {
        return new IngestOptions(
                options.rawTopic(),
                options.windows(),
                options.maxBytes(),
                options.rejectUnknownFields(),
                options.windowIdle(),
                options.windowRetention(),
                new ReconcileSeal(options.reconcileSecrets()),
                breaker,
                MAX_PARTIALS,
                TO_PARTIALS,
                TO_DEAD_LETTERS);
    }

    private ClosingOptions closingOptions() {
        return new ClosingOptions(
                options.windows(), options.windowRetention(), options.rawPartitions(), TO_CHANGES, TO_FINALS);
    }

    private static Properties properties(StreamsConfig config) {
        Properties properties = new Properties();
        properties.putAll(config.originals());
        return properties;
    }
}

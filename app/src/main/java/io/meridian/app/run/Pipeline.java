package io.meridian.app.run;

import io.meridian.app.config.MeridianConfig;
import io.meridian.app.config.StreamsProperties;
import io.meridian.app.query.Member;
import io.meridian.app.query.StreamsStores;
import io.meridian.app.topics.TopicLayout;
import io.meridian.topology.TelemetryTopology;
import io.meridian.topology.TopologyOptions;
import io.meridian.topology.closing.BoundedRocksDb;
import io.meridian.topology.ingest.FoldingInterceptor;
import io.meridian.topology.ingest.IngestClients;
import io.meridian.topology.ingest.PatientAvroReadings;
import io.meridian.topology.ingest.RejectionBreaker;
import io.meridian.topology.ingest.TransactionalIds;
import io.meridian.topology.settings.Settings;
import io.meridian.topology.settings.SettingsHistory;
import java.net.URI;
import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.HostInfo;

/** Everything Kafka Streams needs, made and joined, but not yet running. */
public final class Pipeline {
    /** Batches of up to 64 KiB each: some megabytes a partition, where Kafka's thousand would be 64. */
    private static final int BUFFERED_BATCHES = 32;

    private static final Duration REGISTRY_PAUSE = Duration.ofMillis(500);

    private final Topology topology;
    private final StreamsConfig properties;
    private final IngestClients clients;
    private final PatientAvroReadings readings;
    private final int partitions;

    private Pipeline(
            Topology topology,
            StreamsConfig properties,
            IngestClients clients,
            PatientAvroReadings readings,
            int partitions) {
        this.partitions = partitions;
        this.topology = topology;
        this.properties = properties;
        this.clients = clients;
        this.readings = readings;
    }

    /** @param advertised where other instances reach this one's REST */
    static Pipeline of(
            MeridianConfig config,
            Registry registry,
            SettingsHistory settings,
            RejectionBreaker breaker,
            TopicLayout layout,
            URI advertised) {
        StreamsConfig properties = new StreamsConfig(properties(config, advertised));
        IngestClients clients = new IngestClients(
                config.topics().raw(),
                config.readings().maxBytes(),
                config.readings().rejectUnknownFields(),
                breaker,
                new TransactionalIds(config.applicationId(), config.instanceId()));
        PatientAvroReadings readings = new PatientAvroReadings(registry.readings(), REGISTRY_PAUSE);
        Topology topology = new TelemetryTopology(
                        options(config, layout), settings, readings, breaker, clients, registry.keys(), registry.rows())
                .build(properties);
        return new Pipeline(topology, properties, clients, readings, layout.partials());
    }

    /**
     * The description of the topology that these settings give, without a look at Kafka.
     *
     * @throws StartException if a setting of the registry is not valid
     */
    public static String describe(MeridianConfig config, TopicLayout layout) {
        return of(
                        config,
                        Registry.of(config),
                        new SettingsHistory(Settings.defaults()),
                        RejectionBreaker.off(),
                        layout,
                        config.rest().listener())
                .description();
    }

    String description() {
        return topology.describe().toString();
    }

    KafkaStreams streams() {
        return new KafkaStreams(topology, properties, clients);
    }

    /** Lets look-ups read the state. */
    void open(StreamsStores stores, KafkaStreams streams) {
        HostInfo self = HostInfo.buildFromEndpoint(properties.getString(StreamsConfig.APPLICATION_SERVER_CONFIG));
        stores.open(
                streams,
                properties.getString(StreamsConfig.APPLICATION_ID_CONFIG) + "-" + TelemetryTopology.PARTIALS_TOPIC,
                partitions,
                new Member(self.host(), self.port()));
    }

    /** Ends all waiting for the registry, so that stream threads can be closed. */
    void stopWaiting() {
        readings.close();
    }

    private static Properties properties(MeridianConfig config, URI advertised) {
        Properties properties = StreamsProperties.of(config, advertised);
        properties.putIfAbsent(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, BUFFERED_BATCHES);
        properties.putIfAbsent(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class);
        properties.put(
                StreamsConfig.mainConsumerPrefix(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG),
                FoldingInterceptor.class.getName());
        properties.put(
                StreamsConfig.mainConsumerPrefix(FoldingInterceptor.TOPIC_CONFIG),
                config.topics().raw());
        return properties;
    }

    private static TopologyOptions options(MeridianConfig config, TopicLayout layout) {
        return new TopologyOptions(
                config.topics().raw(),
                config.topics().dlq(),
                config.topics().aggregates(),
                config.topics().finals(),
                config.windows().size(),
                config.windows().grace(),
                config.windows().retention(),
                config.windows().idle(),
                config.readings().maxBytes(),
                config.readings().rejectUnknownFields(),
                config.readings().maxAhead(),
                config.deadLetters().reconcileSecrets(),
                layout.raw(),
                layout.partials());
    }
}

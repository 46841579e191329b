package io.meridian.app.run;

import io.meridian.app.config.MeridianConfig;
import io.meridian.app.health.Health;
import io.meridian.app.health.Phase;
import io.meridian.app.http.RestApi;
import io.meridian.app.http.RestServer;
import io.meridian.app.live.LiveSettings;
import io.meridian.app.metrics.Metrics;
import io.meridian.app.peer.HttpPeers;
import io.meridian.app.peer.PeerTls;
import io.meridian.app.query.FleetAggregates;
import io.meridian.app.query.Instances;
import io.meridian.app.query.StreamsStores;
import io.meridian.app.redrive.Redriver;
import io.meridian.app.rights.RightsVerification;
import io.meridian.app.topics.DeadLetterWatch;
import io.meridian.app.topics.TopicLayout;
import io.meridian.app.topics.TopicVerification;
import io.meridian.topology.TelemetryTopology;
import io.meridian.topology.ingest.RejectionBreaker;
import io.meridian.topology.refresh.SettingsReader;
import io.meridian.topology.settings.Settings;
import io.meridian.topology.settings.SettingsHistory;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One instance of Meridian, from its settings to its end. */
public final class Instance {
    private static final Logger log = LoggerFactory.getLogger(Instance.class);

    private final MeridianConfig config;
    private final StopSignal stop;
    private final Health health = new Health();
    private final StreamsStores stores;
    private final LiveSettings settings;
    private final RejectionBreaker breaker;
    private final AtomicReference<Optional<String>> topology = new AtomicReference<>(Optional.empty());

    /** @param stop asks it to end */
    public Instance(MeridianConfig config, StopSignal stop) {
        this.config = config;
        this.stop = stop;
        this.stores = new StreamsStores(config.rest().queries().maxStaleness());
        this.settings = new LiveSettings(config.configSource());
        this.breaker = new RejectionBreaker(
                config.deadLetters().maxRejectRatio(),
                System::nanoTime,
                () -> settings.status()
                        .map(status -> status.timeline().newest().generation())
                        .orElse(0L));
        health.pausedBy(() -> breaker.trip().map(RejectionBreaker.Trip::words));
    }

    /**
     * Runs until it is asked to end or cannot go on. REST listens first, so that probes are answered while the rest starts.
     *
     * @throws StartException if it cannot start
     * @throws io.meridian.app.rights.RightsException if Kafka does not allow what is needed
     * @throws io.meridian.app.topics.TopicsException if the topics are not as they have to be
     * @throws io.meridian.app.http.RestException if REST cannot listen
     */
    public Outcome run() {
        log.info("Starting {} as {}", config.applicationId(), config.instanceId());
        Settings standIn = ConfiguredSettings.read(config.configsDir());
        Registry registry = Registry.of(config);
        Optional<SSLContext> tls = config.rest().tls().map(PeerTls::context);
        try (Metrics metrics = new Metrics();
                HttpPeers peers = new HttpPeers(config.rest().queries().timeout(), tls);
                RestServer rest = RestServer.start(config.rest(), api(registry, peers, metrics), tls)) {
            log.info("REST listens at {}", rest.url());
            return run(standIn, registry, rest, metrics);
        }
    }

    private RestApi api(Registry registry, HttpPeers peers, Metrics metrics) {
        FleetAggregates aggregates = new FleetAggregates(
                stores,
                peers,
                config.windows().size(),
                config.rest().queries().maxStaleness().isPresent());
        return new RestApi(new RestApi.Parts(
                aggregates,
                new Instances(stores, peers),
                stores::report,
                config.instanceId(),
                config.windows().size(),
                settings,
                RejectedRecords.letters(config),
                new Redriver(config),
                breaker,
                CommittedChanges.feed(config, registry.rows().deserializer()),
                config.rest().queries().maxReaders(),
                health,
                topology::get,
                metrics));
    }

    private Outcome run(Settings standIn, Registry registry, RestServer rest, Metrics metrics) {
        health.enter(new Phase.Starting("waiting for the schema registry"));
        if (!new RegistryWarmUp(registry::warmUp, stop).await()) {
            return new Outcome.Stopped();
        }
        health.enter(new Phase.Starting("verifying the topics, and the rights on them"));
        RightsVerification rights = RightsVerification.ofRun(config, TelemetryTopology.INTERNAL_TOPICS);
        TopicLayout layout = verify(rights);
        OrphanedTransactions.endOwn(config);

        health.enter(new Phase.Starting("reading the settings"));
        try (SettingsReader reader = SettingsFollowing.start(config, standIn)) {
            settings.follow(reader::status, reader::readAgain);
            settings.tell(metrics);
            metrics.gauge(
                    "meridian.ingest.paused",
                    "1 while so much is rejected that ingest is paused (reject.max.ratio), else 0.",
                    () -> breaker.isHeld() ? 1 : 0);
            metrics.gauge(
                    "meridian.ingest.pauses", "How often ingest has been paused since the start.", breaker::trips);
            return SettingsFollowing.await(reader, stop)
                    ? process(registry, reader.history(), layout, rest, metrics, rights)
                    : new Outcome.Stopped();
        }
    }

    /** What has just been made could not be looked at before. */
    private TopicLayout verify(RightsVerification rights) {
        boolean known = rights.verify();
        TopicLayout layout = TopicVerification.verify(config, TelemetryTopology.INTERNAL_TOPICS);
        if (!known) {
            rights.verify();
        }
        RightsVerification.ofRedrive(config)
                .missing()
                .ifPresent(words -> log.warn("No redrive is possible. {}", words));
        return layout;
    }

    private Outcome process(
            Registry registry,
            SettingsHistory history,
            TopicLayout layout,
            RestServer rest,
            Metrics metrics,
            RightsVerification rights) {
        health.enter(new Phase.Starting("joining the group"));
        URI advertised = config.rest().advertisedUrl().orElseGet(rest::reachableUrl);
        Pipeline pipeline = Pipeline.of(config, registry, history, breaker, layout, advertised);
        topology.set(Optional.of(pipeline.description()));
        try (OrphanedTransactions orphans = OrphanedTransactions.watch(config)) {
            return awaitEnd(
                    RunningPipeline.start(pipeline, health, stores, metrics, orphans::rebalanced, rights::missing),
                    rights);
        }
    }

    private Outcome awaitEnd(RunningPipeline running, RightsVerification rights) {
        RightsWatch rightsWatch = RightsWatch.start(rights, running::fail);
        StandbyWatch standbys = StandbyWatch.of(config, stores);
        DeadLetterWatch deadLetters = DeadLetterWatch.start(config, health::deadLettersWritable);
        try {
            return running.awaitEnd(stop);
        } finally {
            rightsWatch.close();
            deadLetters.close();
            standbys.close();
        }
    }
}

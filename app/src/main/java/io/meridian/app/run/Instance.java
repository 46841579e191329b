package io.meridian.app.run;

import io.meridian.app.config.MeridianConfig;
import io.meridian.app.health.Health;
import io.meridian.app.health.Phase;
import io.meridian.app.http.RestApi;
import io.meridian.app.http.RestServer;
import io.meridian.app.query.StoredAggregates;
import io.meridian.app.query.StreamsStores;
import io.meridian.app.topics.TopicLayout;
import io.meridian.app.topics.TopicVerification;
import io.meridian.topology.TelemetryTopology;
import io.meridian.topology.settings.Settings;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One instance of Meridian, from its settings to its end. */
public final class Instance {
    private static final Logger log = LoggerFactory.getLogger(Instance.class);

    private final MeridianConfig config;
    private final StopSignal stop;
    private final Health health = new Health();
    private final StreamsStores stores = new StreamsStores();
    private final AtomicReference<Optional<String>> topology = new AtomicReference<>(Optional.empty());

    /** @param stop asks it to end */
    public Instance(MeridianConfig config, StopSignal stop) {
        this.config = config;
        this.stop = stop;
    }

    /**
     * Runs until it is asked to end or cannot go on. REST listens first, so that probes are answered while the rest starts.
     *
     * @throws StartException if it cannot start
     * @throws io.meridian.app.topics.TopicsException if the topics are not as they have to be
     * @throws io.meridian.app.http.RestException if REST cannot listen
     */
    public Outcome run() {
        log.info("Starting {} as {}", config.applicationId(), config.instanceId());
        Settings settings = ConfiguredSettings.read(config.configsDir());
        Registry registry = Registry.of(config);
        RestApi api = new RestApi(new StoredAggregates(stores, config.windows().size()), health, topology::get);
        try (RestServer rest = RestServer.start(config.rest().listener(), api)) {
            log.info("REST listens at {}", rest.url());
            return run(settings, registry, rest);
        }
    }

    private Outcome run(Settings settings, Registry registry, RestServer rest) {
        health.enter(new Phase.Starting("waiting for the schema registry"));
        if (!new RegistryWarmUp(registry::warmUp, stop).await()) {
            return new Outcome.Stopped();
        }
        health.enter(new Phase.Starting("verifying the topics"));
        TopicLayout layout = TopicVerification.verify(config, TelemetryTopology.PARTIALS_TOPIC);

        health.enter(new Phase.Starting("joining the group"));
        Pipeline pipeline = Pipeline.of(
                config,
                registry,
                settings,
                layout,
                config.rest().advertisedUrl().orElseGet(rest::url));
        topology.set(Optional.of(pipeline.description()));
        return RunningPipeline.start(pipeline, health, stores).awaitEnd(stop);
    }
}

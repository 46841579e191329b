package io.meridian.app.http;

import io.meridian.app.changes.ChangeFeed;
import io.meridian.app.deadletters.DeadLetterSource;
import io.meridian.app.health.Health;
import io.meridian.app.live.LiveSettings;
import io.meridian.app.metrics.Metrics;
import io.meridian.app.query.Aggregates;
import io.meridian.app.query.Answer;
import io.meridian.app.query.Caller;
import io.meridian.app.query.InstanceReport;
import io.meridian.app.query.Instances;
import io.meridian.app.query.LatestQuery;
import io.meridian.app.query.Query;
import io.meridian.app.query.RegionsQuery;
import io.meridian.app.query.RollupQuery;
import io.meridian.app.query.Selection;
import io.meridian.app.query.WindowsQuery;
import io.meridian.app.redrive.Redrives;
import io.meridian.topology.ingest.RejectionBreaker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/** Every route there is. {@code openapi.yaml} says what they promise. */
public final class RestApi implements AutoCloseable {
    private static final List<String> LATEST = List.of("region", "metric", "threshold", "status");
    private static final List<String> WINDOWS =
            List.of("region", "metric", "from", "to", "status", "threshold", "limit", "cursor");
    private static final List<String> ROLLUP = List.of("region", "metric", "from", "to", "step", "by");
    private static final List<String> STREAM = List.of("region", "metric");

    private final Parts parts;
    private final EventStreams events;
    private final long windowSize;

    /**
     * What the routes stand on.
     *
     * @param aggregates what look-ups are answered from
     * @param instances the others
     * @param report what this instance says of itself; empty while it is starting
     * @param instanceId this instance's name
     * @param windowSize length of a window
     * @param settings what readings are judged by
     * @param deadLetters what was rejected
     * @param redrives send it back
     * @param breaker pauses ingest
     * @param changes every change as it happens
     * @param maxReaders how many may read those at once
     * @param health what probes are answered from
     * @param topology the description of the topology, once there is one
     * @param metrics what is measured
     */
    public record Parts(
            Aggregates aggregates,
            Instances instances,
            Supplier<Optional<InstanceReport>> report,
            String instanceId,
            Duration windowSize,
            LiveSettings settings,
            DeadLetterSource deadLetters,
            Redrives redrives,
            RejectionBreaker breaker,
            ChangeFeed changes,
            int maxReaders,
            Health health,
            Supplier<Optional<String>> topology,
            Metrics metrics) {}

    public RestApi(Parts parts) {
        this.parts = parts;
        this.windowSize = parts.windowSize().toMillis();
        this.events = new EventStreams(parts.changes(), parts.maxReaders());
        parts.metrics().gauge("meridian.stream.readers", "Readers of Server-Sent Events.", events::readers);
    }

    Metrics metrics() {
        return parts.metrics();
    }

    List<Route> routes() {
        Health health = parts.health();
        EachInstance each = new EachInstance(parts.instances());
        List<Route> routes = new ArrayList<>(DocsPage.routes());
        routes.addAll(LivePage.routes());
        routes.addAll(new SettingsRoutes(parts.instanceId(), parts.settings(), each).routes());
        routes.addAll(new DeadLetterRoutes(parts.deadLetters(), parts.redrives()).routes());
        routes.addAll(new IngestRoutes(parts.instanceId(), parts.breaker(), each).routes());
        routes.addAll(List.of(
                lookUp("/v1/regions", List.of(), parameters -> new RegionsQuery(), this::regions),
                lookUp("/v1/aggregates", WINDOWS, this::windowsQuery, this::windows),
                lookUp("/v1/aggregates/latest", LATEST, RestApi::latestQuery, this::latest),
                lookUp("/v1/rollup", ROLLUP, this::rollupQuery, this::rollup),
                Route.get("/v1/stream", Access.READER, STREAM, this::stream).answeredAtOnce(),
                each.get("/v1/instances", this::itself),
                Route.get("/live", Access.OPEN, () -> probe(health.isLive())),
                Route.get("/ready", Access.OPEN, () -> probe(health.isReady())),
                Route.get("/startup", Access.OPEN, () -> probe(health.isStarted())),
                Route.get(
                        "/metrics",
                        Access.READER,
                        () -> Reply.of(
                                "text/plain;version=0.0.4;charset=utf-8",
                                parts.metrics().scrape().getBytes(java.nio.charset.StandardCharsets.UTF_8))),
                Route.get(
                        "/topology",
                        Access.READER,
                        () -> parts.topology()
                                .get()
                                .map(Reply::text)
                                .orElseGet(() -> Problems.unavailable(health.words())))));
        return routes;
    }

    /** A route whose answer lies with whoever holds the state; another instance that asks gets this one's part of it. */
    private <Q extends Query> Route lookUp(
            String path, List<String> names, Function<Parameters, Q> read, BiFunction<Q, Caller, Reply> answer) {
        return Route.get(path, Access.READER, names, exchange -> {
            Q query = read.apply(exchange.parameters());
            return exchange.hop()
                    .map(hop -> Reply.of(
                            "application/octet-stream", parts.aggregates().part(query, hop)))
                    .orElseGet(() -> answer.apply(query, exchange.caller()));
        });
    }

    private Reply stream(Exchange exchange) {
        Selection selection = exchange.parameters().selection();
        return exchange.head()
                ? Reply.of("text/event-stream", new byte[0])
                : events.open(selection, exchange.lastEventId());
    }

    private byte[] itself() {
        return InstancesJson.of(
                parts.instanceId(), parts.health().words(), parts.report().get());
    }

    private Reply regions(RegionsQuery query, Caller caller) {
        return reply(parts.aggregates().regions(caller), RowsJson::ofRegions);
    }

    private Reply latest(LatestQuery query, Caller caller) {
        return reply(parts.aggregates().latest(query, caller), RowsJson::ofRows);
    }

    private Reply windows(WindowsQuery query, Caller caller) {
        return reply(parts.aggregates().windows(query, caller), RowsJson::ofPage);
    }

    private Reply rollup(RollupQuery query, Caller caller) {
        return reply(parts.aggregates().rollup(query, caller), RowsJson::ofRollup);
    }

    private static LatestQuery latestQuery(Parameters parameters) {
        return new LatestQuery(parameters.selection(), parameters.filter());
    }

    private WindowsQuery windowsQuery(Parameters parameters) {
        Parameters.Range range = parameters.range();
        return new WindowsQuery(
                parameters.selection(),
                parameters.filter(),
                range.from(),
                range.to(),
                parameters.limit(),
                parameters.cursor());
    }

    private RollupQuery rollupQuery(Parameters parameters) {
        Parameters.Range range = parameters.range();
        return new RollupQuery(
                parameters.selection(), range.from(), range.to(), parameters.step(windowSize), parameters.by());
    }

    private static <T> Reply reply(Answer<T> answer, Function<Answer.Found<T>, Json.Content> json) {
        if (answer instanceof Answer.Found<T> found) {
            return Reply.stream(json.apply(found));
        }
        if (answer instanceof Answer.Unavailable<T> unavailable) {
            return Problems.unavailable(unavailable.reason());
        }
        if (answer instanceof Answer.TooMuch<T> tooMuch) {
            return Problems.of(
                    422,
                    "there are more than " + tooMuch.most()
                            + " rows; ask for a region, a metric, a shorter range or longer steps");
        }
        return Problems.of(404, "no series of this region and metric has data; /v1/regions lists those that have");
    }

    private Reply probe(boolean passed) {
        String words = parts.health().words();
        return passed
                ? Reply.json(Json.object(json -> json.writeStringField("phase", words)))
                : Problems.unavailable(words);
    }

    /** Sends the readers of events away. */
    @Override
    public void close() {
        events.close();
    }
}

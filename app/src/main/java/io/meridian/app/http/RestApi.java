package io.meridian.app.http;

import io.meridian.app.health.Health;
import io.meridian.app.query.Aggregates;
import io.meridian.app.query.Answer;
import io.meridian.app.query.LatestQuery;
import io.meridian.app.query.RowFilter;
import io.meridian.app.query.Selection;
import io.meridian.app.query.WindowsQuery;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Supplier;

/** Every route there is, by its path. */
public final class RestApi {
    private static final List<String> LATEST = List.of("region", "metric", "threshold", "status");
    private static final List<String> WINDOWS =
            List.of("region", "metric", "from", "to", "status", "threshold", "limit", "cursor");

    private final Aggregates aggregates;
    private final Health health;
    private final Supplier<Optional<String>> topology;

    /**
     * @param aggregates what look-ups are answered from
     * @param health what probes are answered from
     * @param topology the description of the topology, once there is one
     */
    public RestApi(Aggregates aggregates, Health health, Supplier<Optional<String>> topology) {
        this.aggregates = aggregates;
        this.health = health;
        this.topology = topology;
    }

    Map<String, Route> routes() {
        return Map.of(
                "/v1/regions", Route.without(() -> reply(aggregates.regions(), RowsJson::ofRegions)),
                "/v1/aggregates", new Route(WINDOWS, this::windows),
                "/v1/aggregates/latest", new Route(LATEST, this::latest),
                "/live", Route.without(() -> probe(health.isLive())),
                "/ready", Route.without(() -> probe(health.isReady())),
                "/startup", Route.without(() -> probe(health.isStarted())),
                "/topology",
                        Route.without(() -> topology.get()
                                .map(Reply::text)
                                .orElseGet(() ->
                                        Problems.unavailable(health.phase().words()))));
    }

    private Reply latest(Parameters parameters) {
        LatestQuery query = new LatestQuery(parameters.selection(), parameters.filter());
        return reply(aggregates.latest(query), RowsJson::ofRows);
    }

    private Reply windows(Parameters parameters) {
        Selection selection = parameters.selection();
        RowFilter filter = parameters.filter();
        OptionalLong from = parameters.time("from");
        OptionalLong to = parameters.time("to");
        if (from.isPresent() && to.isPresent() && from.getAsLong() >= to.getAsLong()) {
            throw new BadParameterException("from", "expected a time before that of to");
        }
        WindowsQuery query = new WindowsQuery(
                selection,
                filter,
                Math.max(0, from.orElse(0)),
                to.orElse(Long.MAX_VALUE),
                parameters.limit(),
                parameters.cursor());
        return reply(aggregates.windows(query), RowsJson::ofPage);
    }

    private static <T> Reply reply(Answer<T> answer, Function<T, byte[]> json) {
        if (answer instanceof Answer.Found<T> found) {
            return Reply.json(json.apply(found.value()));
        }
        if (answer instanceof Answer.Unavailable<T> unavailable) {
            return Problems.unavailable(unavailable.reason());
        }
        return Problems.of(404, "no series of this region and metric has data; /v1/regions lists those that have");
    }

    private Reply probe(boolean passed) {
        String words = health.phase().words();
        return passed
                ? Reply.json(Json.object(json -> json.writeStringField("phase", words)))
                : Problems.unavailable(words);
    }
}

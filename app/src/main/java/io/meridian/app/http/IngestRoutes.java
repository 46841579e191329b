package io.meridian.app.http;

import io.meridian.topology.ingest.RejectionBreaker;
import java.util.List;

/** Letting ingest go on where it is paused. */
final class IngestRoutes {
    private final String instance;
    private final RejectionBreaker breaker;
    private final EachInstance each;

    /** @param instance this one's name */
    IngestRoutes(String instance, RejectionBreaker breaker, EachInstance each) {
        this.instance = instance;
        this.breaker = breaker;
        this.each = each;
    }

    List<Route> routes() {
        return List.of(Route.post(
                "/v1/ingest/resume",
                Access.OPERATOR,
                List.of(),
                exchange -> each.ask(exchange, () -> resumed(exchange.who()))));
    }

    private byte[] resumed(String who) {
        boolean wasPaused = breaker.resume("resumed by " + who);
        return Json.object(json -> {
            json.writeStringField("instance", instance);
            json.writeBooleanField("was_paused", wasPaused);
        });
    }
}

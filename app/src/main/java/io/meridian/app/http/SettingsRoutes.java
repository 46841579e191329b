package io.meridian.app.http;

import io.meridian.app.live.LiveSettings;
import java.util.List;

/** What the settings are, and having them read again. */
final class SettingsRoutes {
    private static final int ACCEPTED = 202;

    private final String instance;
    private final LiveSettings settings;
    private final EachInstance each;

    /** @param instance this one's name */
    SettingsRoutes(String instance, LiveSettings settings, EachInstance each) {
        this.instance = instance;
        this.settings = settings;
        this.each = each;
    }

    List<Route> routes() {
        return List.of(
                each.get("/v1/config", this::config),
                Route.post("/v1/cache/refresh", Access.OPERATOR, List.of(), this::refresh));
    }

    private byte[] config() {
        return SettingsJson.of(instance, settings.source(), settings.status(), System.currentTimeMillis());
    }

    private Reply refresh(Exchange exchange) {
        RefreshRequest request = RefreshRequest.parse(exchange.caller().body().orElse(""));
        if (!request.source().equals(settings.source())) {
            throw new BadParameterException(
                    "source", "expected " + settings.source() + ", which is config.source here, found another");
        }
        return each.ask(exchange, () -> taken(request)).withStatus(ACCEPTED);
    }

    private byte[] taken(RefreshRequest request) {
        boolean again = settings.readAgain(request.generation());
        return Json.object(json -> {
            json.writeStringField("instance", instance);
            json.writeBooleanField("reading_again", again);
        });
    }
}

package io.meridian.app.rights;

import io.meridian.app.config.MeridianConfig;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** All rights under the default names, as a document shows them. */
public final class RightsTables {
    private static final MeridianConfig CONFIG =
            MeridianConfig.of(Map.of("kafka.bootstrap.servers", "broker:9092", "topics.create", "true"));

    private RightsTables() {}

    public static String markdown() {
        return table("An instance, `meridian run`", NeededRights.ofRun(CONFIG))
                + table(
                        "More, to send dead letters back (over REST or by `meridian dlq redrive`)",
                        NeededRights.ofRedrive(CONFIG).stream()
                                .filter(right -> NeededRights.ofRun(CONFIG).stream()
                                        .noneMatch(has -> has.words().equals(right.words())))
                                .toList())
                + table("A producer of readings, such as `meridian produce`", NeededRights.ofProducer(CONFIG))
                + table(
                        "More, for `meridian produce --file`; without it, it says so and goes on",
                        NeededRights.ofReplay(CONFIG))
                + table(
                        "A standalone Connect worker with the config directory source",
                        NeededRights.ofConfigSource(CONFIG))
                + table(
                        "The same with the cache refresh sink, here by the name `cache-refresh`",
                        NeededRights.ofRefreshSink(CONFIG, "cache-refresh"));
    }

    private static String table(String title, List<Right> rights) {
        return rights.stream()
                .map(right -> "| "
                        + right.resource()
                                .name()
                                .toLowerCase(java.util.Locale.ROOT)
                                .replace('_', ' ') + " | `"
                        + right.name() + "` | " + right.pattern().name().toLowerCase(java.util.Locale.ROOT) + " | `"
                        + right.operation() + "` | " + right.why() + " |\n")
                .collect(Collectors.joining(
                        "",
                        "\n**" + title
                                + "**\n\n| resource | name | pattern | operation | to |\n|---|---|---|---|---|\n",
                        ""));
    }
}

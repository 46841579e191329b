package io.meridian.app.dev;

import io.meridian.local.LocalConnect;
import io.meridian.local.LocalKafka;
import io.meridian.local.LocalRegistry;

/** What {@code dev} prints once everything runs: where things are. */
final class Directions {
    private Directions() {}

    static String of(
            DevOptions options, DataDirectory data, LocalKafka broker, LocalRegistry registry, LocalConnect connect) {
        return """

                Meridian runs; Ctrl-C stops all of it.

                  page             http://localhost:%d/
                  rows             curl -s 'http://localhost:%d/v1/aggregates/latest'
                  REST             %s
                  Kafka            bootstrap.servers=%s
                  schema registry  %s
                  Kafka Connect    %s
                  settings         %s: change a file and see
                  logs             %s
                  load             %s
                """.formatted(
                options.ports().rest(),
                options.ports().rest(),
                options.ports().restUrl(),
                broker.bootstrapServers(),
                registry.url(),
                connect.url(),
                options.configs().toAbsolutePath().normalize(),
                data.path().resolve("logs"),
                options.load() ? options.rate() + " readings per second" : "none: send readings to telemetry.raw");
    }
}

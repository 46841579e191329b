package io.meridian.app.exactness;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.meridian.local.LocalCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * How many readings each window must have, by the events that the connector wrote: computed the plainest way, sharing no code
 * with the product.
 */
final class RegionsInTime {
    static final long WINDOW = 2_000;

    /** A header of the events that the test itself wrote: none of them may count. */
    static final String HOSTILE = "hostile";

    static final Comparator<Oracle.Window> ORDER =
            Comparator.comparingLong(Oracle.Window::start).thenComparing(Oracle.Window::region);

    private static final Pattern REGION = Pattern.compile("(\\w+): \\[([^]]*)]");
    private static final Pattern DEVICES = Pattern.compile("d-(\\d{4})(?:\\.\\.d-(\\d{4}))?");

    private record Generation(long number, long effectiveAt, List<String> regionByDevice) {}

    private final List<Generation> generations;
    private final Map<Oracle.Window, Long> counts = new TreeMap<>(ORDER);

    private RegionsInTime(List<Generation> generations, List<SteadyReadings.Sent> sent) {
        this.generations = generations;
        for (SteadyReadings.Sent reading : sent) {
            counts.merge(
                    new Oracle.Window(region(reading), "cpu_load", Math.floorDiv(reading.timestamp(), WINDOW) * WINDOW),
                    1L,
                    Long::sum);
        }
    }

    static RegionsInTime of(LocalCluster cluster, String topic, List<SteadyReadings.Sent> sent) {
        List<Generation> valid = new ArrayList<>();
        try (CommittedOutput events = new CommittedOutput(cluster.kafka().bootstrapServers(), topic)) {
            for (ConsumerRecord<byte[], byte[]> event : events.records()) {
                if (event.headers().lastHeader(HOSTILE) == null) {
                    add(event.value(), valid);
                }
            }
        }
        return new RegionsInTime(valid, sent);
    }

    /** Of those that the connector wrote, the invalid ones have two regions for a device. */
    private static void add(byte[] value, List<Generation> valid) {
        try {
            JsonNode event = new ObjectMapper().readTree(value);
            String yaml = event.path("files").path(0).path("content").asText();
            String[] regions = new String[SteadyReadings.DEVICES];
            if (!assign(yaml, regions) || regions[0] == null) {
                return;
            }
            valid.add(new Generation(
                    event.path("generation").asLong(),
                    Instant.parse(event.path("effective_at").asText()).toEpochMilli(),
                    Arrays.asList(regions)));
        } catch (IOException notJson) {
            throw new UncheckedIOException("the connector wrote " + new String(value, UTF_8), notJson);
        }
    }

    private static boolean assign(String yaml, String[] regions) {
        for (MatchResult region : REGION.matcher(yaml).results().toList()) {
            for (MatchResult devices :
                    DEVICES.matcher(region.group(2)).results().toList()) {
                int first = Integer.parseInt(devices.group(1));
                int last = devices.group(2) == null ? first : Integer.parseInt(devices.group(2));
                for (int device = first; device <= last; device++) {
                    if (regions[device] != null) {
                        return false;
                    }
                    regions[device] = region.group(1);
                }
            }
        }
        return true;
    }

    private String region(SteadyReadings.Sent reading) {
        Generation judge = generations.get(0);
        for (Generation generation : generations) {
            if (generation.effectiveAt() <= reading.timestamp()) {
                judge = generation;
            }
        }
        return judge.regionByDevice().get(reading.device());
    }

    List<Long> generations() {
        return generations.stream().map(Generation::number).toList();
    }

    long newest() {
        return generations.get(generations.size() - 1).number();
    }

    Map<Oracle.Window, Long> counts() {
        return counts;
    }
}

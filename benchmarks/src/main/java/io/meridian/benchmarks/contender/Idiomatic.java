package io.meridian.benchmarks.contender;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.meridian.benchmarks.workload.Oracle;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Branched;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.TimeWindows;
import org.apache.kafka.streams.state.WindowStore;

/** The same job as the guides to Kafka Streams teach it, with Jackson's databind. */
public final class Idiomatic {
    /**
     * Longer than the workload. Stream time behind the repartition is shared by partitions that are read unevenly: with the
     * 30 s that Meridian gets along with, readings of a backlog would be dropped as late.
     */
    private static final Duration GRACE = Duration.ofHours(1);

    private Idiomatic() {}

    /** @param arguments the file with the {@link ContenderTask} */
    public static void main(String[] arguments) {
        ContenderTask task = ContenderTask.read(Path.of(arguments[0]));
        StreamsRun.untilKilled(topology(task), task);
    }

    private static Topology topology(ContenderTask task) {
        ObjectMapper mapper = new ObjectMapper();
        StreamsBuilder builder = new StreamsBuilder();
        var branches = builder.stream(
                        task.rawTopic(),
                        Consumed.with(Serdes.ByteArray(), parsed(new ReadingParser(mapper, task.fleet())))
                                .withTimestampExtractor(
                                        (read, partitionTime) -> ((ParsedReading) read.value()).time(partitionTime)))
                .split(Named.as("parsed-"))
                .branch((key, parsed) -> parsed.isValid(), Branched.as("valid"))
                .defaultBranch(Branched.as("invalid"));

        KStream<byte[], ParsedReading> invalid = requireNonNull(branches.get("parsed-invalid"));
        invalid.mapValues(ParsedReading::bytes)
                .to(task.deadLetterTopic(), Produced.with(Serdes.ByteArray(), Serdes.ByteArray()));

        KStream<byte[], ParsedReading> valid = requireNonNull(branches.get("parsed-valid"));
        valid.map((key, parsed) -> parsed.bySeries())
                .groupByKey(Grouped.with("by-series", Serdes.String(), json(mapper, RegionReading.class)))
                .windowedBy(TimeWindows.ofSizeAndGrace(Oracle.WINDOW, GRACE))
                .aggregate(
                        RunningStats::new,
                        (series, reading, stats) -> stats.add(reading),
                        Materialized.<String, RunningStats, WindowStore<Bytes, byte[]>>as("aggregates")
                                .withKeySerde(Serdes.String())
                                .withValueSerde(json(mapper, RunningStats.class)))
                .toStream()
                .map((window, stats) ->
                        KeyValue.pair(window.key(), stats.row(window.window().start())))
                .to(task.outputTopic(), Produced.with(Serdes.String(), json(mapper, ContenderRow.class)));
        return builder.build();
    }

    private static Serde<ParsedReading> parsed(ReadingParser parser) {
        return Serdes.serdeFrom((topic, parsed) -> parsed.bytes(), (topic, bytes) -> parser.parse(bytes));
    }

    private static <T> Serde<T> json(ObjectMapper mapper, Class<T> type) {
        return Serdes.serdeFrom(new JsonSerializer<>(mapper), new JsonDeserializer<>(mapper, type));
    }
}

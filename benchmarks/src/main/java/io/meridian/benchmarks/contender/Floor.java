package io.meridian.benchmarks.contender;

import java.nio.file.Path;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;

/** A Kafka Streams topology that does nothing with its records: what the engine costs. */
public final class Floor {
    private Floor() {}

    /** @param arguments the file with the {@link ContenderTask} */
    public static void main(String[] arguments) {
        ContenderTask task = ContenderTask.read(Path.of(arguments[0]));
        LongAdder seen = new LongAdder();
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream(task.rawTopic(), Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()))
                .foreach((key, value) -> seen.increment());
        StreamsRun.untilKilled(builder.build(), task);
    }
}

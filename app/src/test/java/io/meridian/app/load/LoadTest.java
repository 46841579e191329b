package io.meridian.app.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.meridian.app.run.StopSignal;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class LoadTest {
    private static final LoadProfile PROFILE = new LoadProfile(1, 10, List.of("cpu"), 0);

    private final MockProducer<String, byte[]> producer =
            new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
    private final List<Long> progress = new ArrayList<>();
    private final Load load = new Load(producer, "raw", new ReadingGenerator(PROFILE), progress::add);

    @Test
    void shouldSendAsManyAsAskedForAndNoMore() {
        assertThat(load.send(1_000_000, 1_234, new StopSignal())).isTrue();

        assertThat(producer.history())
                .hasSize(1_234)
                .allMatch(record -> record.topic().equals("raw"));
        assertThat(progress.get(progress.size() - 1)).isEqualTo(1_234);
    }

    @Test
    void shouldEndWhenAskedTo() {
        StopSignal stop = new StopSignal();
        stop.request();

        assertThat(load.send(1_000, Long.MAX_VALUE, stop)).isTrue();
        assertThat(producer.history()).isEmpty();
    }

    @Test
    void shouldTellThatNotEverythingHasArrived() {
        StopSignal stop = new StopSignal();
        MockProducer<String, byte[]> failing = new LosingProducer();

        assertThat(new Load(failing, "raw", new ReadingGenerator(PROFILE), progress::add).send(1_000_000, 5, stop))
                .isFalse();
    }
}

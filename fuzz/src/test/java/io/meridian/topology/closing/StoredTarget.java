package io.meridian.topology.closing;

import io.meridian.fuzz.Check;
import io.meridian.topology.flow.PartialsSerde;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.serialization.Serde;

/**
 * What lies in state stores, their changelogs and the topic between the stages, the first byte says which: read as it was
 * written, or refused with words.
 */
public final class StoredTarget {
    private static final String TOPIC = "stored";
    private static final List<Form<?>> FORMS = List.of(
            new Form<>(Stores.windowKeys()),
            new Form<>(Stores.orderKeys()),
            new Form<>(Stores.windowStates()),
            new Form<>(Stores.partitionTimes()),
            new Form<>(new PartialsSerde()));

    private StoredTarget() {}

    private record Form<T>(Serde<T> serde) {
        void take(byte[] bytes) {
            T value;
            try {
                value = read(bytes);
            } catch (IllegalArgumentException refused) {
                Check.that(String.valueOf(refused.getMessage()).contains(" "), "says nothing", refused);
                return;
            }
            byte[] again = write(value);
            Check.that(Arrays.equals(write(read(again)), again), "read back otherwise than written", value);
        }

        private T read(byte[] bytes) {
            return serde.deserializer().deserialize(TOPIC, bytes);
        }

        private byte[] write(T value) {
            return serde.serializer().serialize(TOPIC, value);
        }
    }

    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length > 0) {
            FORMS.get((input[0] & 0xff) % FORMS.size()).take(Arrays.copyOfRange(input, 1, input.length));
        }
    }
}

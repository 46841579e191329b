package io.meridian.reading;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricNamesTest {
    private final MetricNames names = new MetricNames();

    @Test
    void shouldGiveOneInstancePerName() {
        String first = find("cpu_load");

        assertThat(first).isEqualTo("cpu_load");
        assertThat(find("cpu_load")).isSameAs(first);
    }

    @Test
    void shouldTellNamesOfEveryLengthApart() {
        for (int length = 1; length <= 40; length++) {
            for (int other = 0; other < length; other++) {
                StringBuilder name = new StringBuilder("m".repeat(length));
                name.setCharAt(other, 'n');
                assertThat(find(name.toString())).isEqualTo(name.toString());
                assertThat(find("m".repeat(length))).isEqualTo("m".repeat(length));
            }
        }
    }

    @Test
    @SuppressWarnings("ReferenceEquality") // Whether a name was kept shows in its instance.
    void shouldKeepSomeHundredNames() {
        List<String> first =
                IntStream.range(0, 300).mapToObj(i -> found("metric " + i)).toList();

        long kept = IntStream.range(0, 300)
                .filter(i -> found("metric " + i) == first.get(i))
                .count();

        assertThat(kept).isGreaterThan(280);
    }

    @Test
    void shouldForgetNamesWhereThereAreMoreThanItHasSlotsFor() {
        String first = find("a");
        for (int i = 0; i < 20_000; i++) {
            assertThat(find("name" + i)).isEqualTo("name" + i);
        }

        assertThat(find("a")).isEqualTo(first).isNotSameAs(first);
    }

    @Test
    void shouldGiveEachKeptNameASlotOfItsOwn() {
        byte[] one = bytes("cpu_load");
        byte[] other = bytes("temperature");
        int slot = names.find(one, 3, one.length);
        int otherSlot = names.find(other, 3, other.length);

        assertThat(otherSlot).isNotEqualTo(slot);
        assertThat(names.find(one, 3, one.length)).isEqualTo(slot);
        assertThat(names.name(slot)).isEqualTo("cpu_load");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "   ", "a\\", "a\tb", "é", "a\u007f", "\u0000"})
    void shouldNotFindWhatIsNoPlainName(String name) {
        assertThat(find(name)).isNull();
        assertThat(find(name)).isNull();
    }

    private String found(String name) {
        return requireNonNull(find(name));
    }

    private @Nullable String find(String name) {
        byte[] bytes = bytes(name);
        int slot = names.find(bytes, 3, bytes.length);
        if (slot == MetricNames.NONE) {
            return null;
        }
        assertThat(bytes[names.end()]).isEqualTo((byte) '"');
        return names.name(slot);
    }

    private static byte[] bytes(String name) {
        return ("..." + name + "\",......").getBytes(StandardCharsets.UTF_8);
    }
}

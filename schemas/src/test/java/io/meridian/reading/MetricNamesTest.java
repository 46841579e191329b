package io.meridian.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
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
    void shouldTellNamesApartThatShareAHash() {
        // With a hash of 0 for all of them the fifth takes the place of another.
        for (int round = 0; round < 3; round++) {
            for (String name : new String[] {"a", "b", "ab", "ba", "c"}) {
                assertThat(find(name)).isEqualTo(name);
            }
        }
    }

    @Test
    void shouldKeepFourNamesThatShareAHash() {
        String first = find("a");
        find("b");
        find("c");
        find("d");

        assertThat(find("a")).isSameAs(first);
    }

    @Test
    void shouldForgetNamesWhereThereAreMoreThanItHasPlacesFor() {
        String first = find("a");
        for (int i = 0; i < 100; i++) {
            assertThat(find("name" + i)).isEqualTo("name" + i);
        }

        assertThat(find("a")).isEqualTo(first).isNotSameAs(first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "   ", "a\\", "a\tb", "é", "a\u007f", "\u0000"})
    void shouldNotFindWhatIsNoPlainName(String name) {
        assertThat(find(name)).isNull();
        assertThat(find(name)).isNull();
    }

    private @Nullable String find(String name) {
        byte[] bytes = ("..." + name + '"').getBytes(StandardCharsets.UTF_8);
        return names.find(bytes, 3, bytes.length - 1, 0);
    }
}

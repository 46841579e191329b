package io.meridian.topology.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TumblingWindowsTest {
    private final TumblingWindows windows = new TumblingWindows(60_000, 30_000);

    @Test
    void shouldIncludeTheStartAndExcludeTheEnd() {
        assertThat(windows.startOf(60_000)).isEqualTo(60_000);
        assertThat(windows.startOf(119_999)).isEqualTo(60_000);
        assertThat(windows.startOf(120_000)).isEqualTo(120_000);
        assertThat(windows.endOf(60_000)).isEqualTo(120_000);
    }

    @Test
    void shouldCloseAtEndAndGraceToTheMillisecond() {
        assertThat(windows.isClosed(0, 89_999)).isFalse();
        assertThat(windows.isClosed(0, 90_000)).isTrue();
    }

    @Test
    void shouldAgreeOnWhatAWatermarkHasClosed() {
        for (long watermark = -1; watermark < 400_000; watermark += 7) {
            long firstOpen = windows.firstOpenAt(watermark);
            assertThat(windows.isClosed(firstOpen, watermark)).isFalse();
            assertThat(firstOpen == 0 || windows.isClosed(firstOpen - 60_000, watermark))
                    .isTrue();
        }
        assertThat(windows.firstOpenAt(Long.MAX_VALUE)).isGreaterThan(Long.MAX_VALUE - 200_000);
    }

    @Test
    void shouldRefuseWindowsWithoutLengthAndNegativeGrace() {
        assertThatThrownBy(() -> new TumblingWindows(0, 0)).hasMessageContaining("window.size");
        assertThatThrownBy(() -> new TumblingWindows(1, -1)).hasMessageContaining("window.grace");
    }
}

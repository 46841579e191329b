package io.meridian.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
    private static final long SECOND = 1_000_000_000L;

    private final StringWriter written = new StringWriter();
    private final AtomicLong clock = new AtomicLong();

    @Test
    void shouldShowABarOnATerminalOverAndOver() {
        ProgressLine line = new ProgressLine(new PrintWriter(written), true, clock::get, () -> 0.5);
        clock.set(SECOND);
        line.sent(1_000);
        line.sent(1_001);

        assertThat(written).hasToString("\r[############------------]  50 %  1,000 records, 1,000 a second");
    }

    @Test
    void shouldSayOnlyTheEndElsewhere() {
        ProgressLine line = new ProgressLine(new PrintWriter(written), false, clock::get, () -> 0.5);
        clock.set(SECOND);
        line.sent(1_000);
        line.end();

        assertThat(written).hasToString("1,000 records, 1,000 a second" + System.lineSeparator());
    }
}

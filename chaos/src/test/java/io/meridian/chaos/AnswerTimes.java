package io.meridian.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/** How long an instance takes to answer a look-up of all series. */
final class AnswerTimes {
    private final RestWatch rest;
    private final URI instance;
    private long slowest;
    private int answers;
    private int refused;

    AnswerTimes(RestWatch rest, URI instance) {
        this.rest = rest;
        this.instance = instance;
    }

    void ask() throws IOException, InterruptedException {
        long begin = System.nanoTime();
        int status = rest.get(instance, "/v1/aggregates/latest").statusCode();
        assertThat(status).isIn(200, 404, 503);
        slowest = Math.max(slowest, (System.nanoTime() - begin) / 1_000_000);
        answers++;
        if (status == 503) {
            refused++;
        }
    }

    /** Asks twice a second. */
    void during(Duration time) throws IOException, InterruptedException {
        for (long end = System.nanoTime() + time.toNanos(); System.nanoTime() < end; ) {
            ask();
            Injector.elapse(Duration.ofMillis(500));
        }
    }

    /** In milliseconds. */
    long slowest() {
        return slowest;
    }

    @Override
    public String toString() {
        return answers + " look-ups of all series, " + refused + " refused, the slowest took " + slowest + " ms";
    }
}

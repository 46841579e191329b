package io.meridian.app.run;

import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;

class FailureHandlerTest {
    private final StreamsException passing = new StreamsException("outer", new TimeoutException("broker away"));

    private final AtomicLong now = new AtomicLong(1_000);
    private final List<String> ends = new ArrayList<>();
    private final FailureHandler handler = new FailureHandler(now::get, ends::add, Optional::empty);

    @Test
    void shouldReplaceAThreadThatDiesNowAndThen() {
        for (int i = 0; i < 20; i++) {
            assertThat(handler.handle(passing)).isEqualTo(REPLACE_THREAD);
            now.addAndGet(60_000);
        }
        assertThat(ends).isEmpty();
    }

    @Test
    void shouldEndWhereThreadsDieAgainAndAgain() {
        for (int i = 0; i < 5; i++) {
            assertThat(handler.handle(passing)).isEqualTo(REPLACE_THREAD);
            now.addAndGet(59_999);
        }

        assertThat(handler.handle(passing)).isEqualTo(SHUTDOWN_CLIENT);
        assertThat(ends).singleElement().asString().contains("more than 5 times within 5 minutes", "broker away");
    }

    @Test
    void shouldEndAtOnceWhereTheDiskIsFullAndSayWhatToDo() {
        IOException full = new IOException("/data/state/rocksdb/000012.sst: No space left on device");
        assertThat(handler.handle(new StreamsException("flush", new ProcessorStateException("store", full))))
                .isEqualTo(SHUTDOWN_CLIENT);
        assertThat(ends).singleElement().asString().contains("state.dir", "make some", "000012.sst");
    }

    @Test
    void shouldEndAtOnceWhereNoRepetitionHelps() {
        assertThat(handler.handle(new StreamsException(new TopicAuthorizationException("no"))))
                .isEqualTo(SHUTDOWN_CLIENT);
        assertThat(handler.handle(new OutOfMemoryError("heap"))).isEqualTo(SHUTDOWN_CLIENT);
        assertThat(ends).hasSize(2);
    }
}

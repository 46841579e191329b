package io.meridian.connect.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.meridian.connect.detect.Change;
import io.meridian.connect.detect.Change.Kind;
import io.meridian.connect.detect.FileSet;
import io.meridian.connect.detect.FileVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class GenerationsTest {
    private static final Instant NOON = Instant.parse("2025-03-12T12:00:00Z");
    private static final FileVersion A1 = FileVersion.of("a.yaml", "a: 1\n");
    private static final FileVersion A2 = FileVersion.of("a.yaml", "a: 2\n");
    private static final FileVersion B1 = FileVersion.of("b.yaml", "b: 1\n");

    @Test
    void shouldTellWhatChangedAndFromWhenItCounts() {
        Generations generations = startingAt(SourcePosition.START);
        pass(generations, NOON, A1);

        RefreshEvent event = generations
                .next(FileSet.of(List.of(B1, A2)), NOON.plusSeconds(1))
                .orElseThrow();

        assertThat(event.changes())
                .containsExactly(
                        new Change("a.yaml", Kind.MODIFIED, A2.sha256()),
                        new Change("b.yaml", Kind.CREATED, B1.sha256()));
        assertThat(event.detectedAt()).isEqualTo("2025-03-12T12:00:01Z");
        assertThat(event.effectiveAt()).isEqualTo("2025-03-12T12:00:03Z");
        assertThat(event.files().files()).containsExactly(A2, B1);
    }

    @Test
    void shouldSayNothingTwice() {
        Generations generations = startingAt(SourcePosition.START);
        pass(generations, NOON, A1);

        assertThat(generations.next(FileSet.of(List.of(A1)), NOON.plusSeconds(1)))
                .isEmpty();
    }

    @Test
    void shouldTellTheSameChangeAgainUntilItHasPassed() {
        Generations generations = startingAt(SourcePosition.START);

        assertThat(generations.next(FileSet.of(List.of(A1)), NOON)).isPresent();
        assertThat(generations.next(FileSet.of(List.of(A1)), NOON)).isPresent();
    }

    @Test
    void shouldCarryOnFromAnOffset() {
        Generations first = startingAt(SourcePosition.START);
        pass(first, NOON, A1, B1);
        Generations second = startingAt(SourceOffsets.read(SourceOffsets.write(first.position())));

        assertThat(second.next(FileSet.of(List.of(A1, B1)), NOON)).isEmpty();
        assertThat(pass(second, NOON, A1).changes()).containsExactly(new Change("b.yaml", Kind.DELETED, B1.sha256()));
    }

    @Test
    void shouldGrowWithinAMillisecondAndWhereTheClockIsSetBack() {
        Generations generations = startingAt(SourcePosition.START);
        long first = pass(generations, NOON, A1).generation();

        assertThat(pass(generations, NOON, A2).generation()).isEqualTo(first + 1);
        assertThat(pass(generations, NOON.minus(Duration.ofDays(1)), A1).generation())
                .isEqualTo(first + 2);
    }

    @Test
    void shouldGrowThoughOffsetsAreLostOrSetBack() {
        long first = pass(startingAt(SourcePosition.START), NOON, A1).generation();

        Generations lost = startingAt(SourcePosition.START);
        assertThat(pass(lost, NOON.plusMillis(1), A1).generation()).isGreaterThan(first);
        Generations setBack =
                startingAt(new SourcePosition(7, FileSet.of(List.of(A2)).index()));
        assertThat(pass(setBack, NOON.plusMillis(1), A1).generation()).isGreaterThan(first);
    }

    private static Generations startingAt(SourcePosition position) {
        return new Generations("local_config", Duration.ofSeconds(2), position);
    }

    private static RefreshEvent pass(Generations generations, Instant now, FileVersion... files) {
        RefreshEvent event = generations.next(FileSet.of(List.of(files)), now).orElseThrow();
        generations.passed(event);
        return event;
    }
}

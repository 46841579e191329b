package io.meridian.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.meridian.fuzz.Targets.Target;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each target with its corpus, and all under the fuzzer: a moment together, or with -Pfuzz long and one by one. */
class FuzzTest {
    private static final int SECONDS = Integer.getInteger("meridian.fuzz.seconds", 3);

    /** Inputs of the short run, and the fewest of a long one. */
    private static final int MOMENT = 5_000;

    static List<Target> targets() {
        return Targets.ALL;
    }

    @ParameterizedTest
    @MethodSource("targets")
    void shouldHoldForAllThatIsKept(Target target) throws IOException {
        assertThat(target.kept())
                .isNotEmpty()
                .allSatisfy(file -> assertThatCode(() -> target.input().take(Files.readAllBytes(file)))
                        .doesNotThrowAnyException());
    }

    @Test
    void shouldHoldForWhatAFuzzerMakesOfAllInAMoment() throws IOException {
        Path seeds = Files.createDirectories(Path.of("target", "fuzz", "any", "seeds"));
        for (Target target : Targets.ALL) {
            for (Path file : target.kept()) {
                ByteArrayOutputStream seed = new ByteArrayOutputStream();
                seed.write(Targets.ALL.indexOf(target));
                seed.write(Files.readAllBytes(file));
                Files.write(seeds.resolve(target + "-" + file.getFileName()), seed.toByteArray());
            }
        }

        Fuzzer fuzzer = new Fuzzer("any", AnyTarget.class);
        fuzzer.run(seeds.toAbsolutePath(), List.of("-runs=" + MOMENT, "-max_total_time=120"), Duration.ofMinutes(2));

        fuzzer.shouldHaveTried(MOMENT);
    }

    @ParameterizedTest
    @MethodSource("targets")
    @EnabledIfSystemProperty(named = "meridian.fuzz.long", matches = "true", disabledReason = "takes minutes: -Pfuzz")
    void shouldHoldForWhatAFuzzerMakesOfEachInALongTime(Target target) throws IOException {
        Fuzzer fuzzer = new Fuzzer(target.name(), target.type());
        fuzzer.run(target.corpus(), List.of("-max_total_time=" + SECONDS), Duration.ofSeconds(SECONDS));

        fuzzer.shouldHaveTried(MOMENT);
    }
}

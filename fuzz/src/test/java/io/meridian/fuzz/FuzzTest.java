package io.meridian.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.meridian.fuzz.Targets.Target;
import io.meridian.local.ChildProcess;
import io.meridian.local.Children;
import io.meridian.local.Command;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each target with its corpus, and all under the fuzzer: a moment together, or with -Pfuzz long and one by one. */
class FuzzTest {
    private static final int SECONDS = Integer.getInteger("meridian.fuzz.seconds", 3);

    /** Inputs of the short run, and the fewest of a long one. */
    private static final int MOMENT = 5_000;

    private static final Pattern RUNS = Pattern.compile("number_of_executed_units: (\\d+)");
    private static final Duration START_AND_END = Duration.ofMinutes(3);

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

        fuzz("any", AnyTarget.class, seeds.toAbsolutePath(), List.of("-runs=" + MOMENT, "-max_total_time=120"), MOMENT);
    }

    @ParameterizedTest
    @MethodSource("targets")
    @EnabledIfSystemProperty(named = "meridian.fuzz.long", matches = "true", disabledReason = "takes minutes: -Pfuzz")
    void shouldHoldForWhatAFuzzerMakesOfEachInALongTime(Target target) throws IOException {
        fuzz(target.name(), target.type(), target.corpus(), List.of("-max_total_time=" + SECONDS), MOMENT);
    }

    private static void fuzz(String name, Class<?> type, Path seeds, List<String> budget, int least)
            throws IOException {
        Path work = Files.createDirectories(Path.of("target", "fuzz", name)).toAbsolutePath();
        Path found = Files.createDirectories(work.resolve("corpus"));
        try (Children children = new Children()) {
            List<String> arguments = new ArrayList<>(budget);
            arguments.addAll(List.of(
                    "--target_class=" + type.getName(),
                    "--instrumentation_includes=io.meridian.**",
                    "--custom_hook_includes=io.meridian.**",
                    "--reproducer_path=" + work,
                    "-artifact_prefix=" + work + "/",
                    "-max_len=4096",
                    "-timeout=5",
                    "-rss_limit_mb=1536",
                    "-print_final_stats=1",
                    found.toString(),
                    seeds.toString()));
            ChildProcess jazzer = children.start(Command.java(
                    "jazzer",
                    work.resolve("jazzer.log"),
                    List.of("-Xmx512m", "-XX:+EnableDynamicAgentLoading"),
                    System.getProperty("java.class.path"),
                    "com.code_intelligence.jazzer.Jazzer",
                    arguments));
            assertThat(jazzer.awaitExit(START_AND_END.plusSeconds(SECONDS))).isTrue();

            String said = String.join("\n", jazzer.lastLines(60));
            assertThat(jazzer.exitCode()).as(said).hasValue(0);
            Matcher runs = RUNS.matcher(said);
            assertThat(runs.find()).as(said).isTrue();
            assertThat(Integer.parseInt(runs.group(1))).as(said).isGreaterThanOrEqualTo(least);
        }
    }
}

package io.meridian.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.meridian.local.ChildProcess;
import io.meridian.local.Children;
import io.meridian.local.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Jazzer with one target, as a child process. */
final class Fuzzer {
    private static final Pattern RUNS = Pattern.compile("number_of_executed_units: (\\d+)");
    private static final Duration START_AND_END = Duration.ofMinutes(3);

    private final String name;
    private final Class<?> target;
    private final Path work;
    private final Path found;
    private String said = "";

    /** @param name of a folder for what it finds */
    Fuzzer(String name, Class<?> target) throws IOException {
        this.name = name;
        this.target = target;
        this.work = Files.createDirectories(Path.of("target", "fuzz", name)).toAbsolutePath();
        this.found = Files.createDirectories(work.resolve("corpus"));
    }

    /**
     * Makes inputs from those that are there. Whatever the target throws fails the test.
     *
     * @param budget when to end, as libFuzzer's options
     * @param most how long that takes at most
     */
    void run(Path seeds, List<String> budget, Duration most) {
        List<String> arguments = new ArrayList<>(budget);
        arguments.addAll(List.of("-print_final_stats=1", found.toString(), seeds.toString()));
        jazzer(arguments, most);
    }

    void shouldHaveTried(int least) {
        Matcher runs = RUNS.matcher(said);
        assertThat(runs.find()).as(said).isTrue();
        assertThat(Integer.parseInt(runs.group(1))).as(said).isGreaterThanOrEqualTo(least);
    }

    private void jazzer(List<String> budgetAndFolders, Duration most) {
        List<String> arguments = new ArrayList<>(List.of(
                "--target_class=" + target.getName(),
                "--instrumentation_includes=io.meridian.**",
                "--custom_hook_includes=io.meridian.**",
                "--reproducer_path=" + work,
                "-artifact_prefix=" + work + "/",
                "-max_len=4096",
                "-timeout=5",
                "-rss_limit_mb=1536"));
        arguments.addAll(budgetAndFolders);
        try (Children children = new Children()) {
            ChildProcess jazzer = children.start(Command.java(
                    "jazzer-" + name,
                    work.resolve("jazzer.log"),
                    List.of("-Xmx512m", "-XX:+EnableDynamicAgentLoading"),
                    System.getProperty("java.class.path"),
                    "com.code_intelligence.jazzer.Jazzer",
                    arguments));
            assertThat(jazzer.awaitExit(START_AND_END.plus(most))).isTrue();

            said = String.join("\n", jazzer.lastLines(60));
            assertThat(jazzer.exitCode()).as(said).hasValue(0);
        }
    }
}

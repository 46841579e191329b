package io.meridian.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.meridian.app.run.StopSignal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void shouldListItsCommands() {
        assertThat(execute("--help")).isZero();
        assertThat(out.toString()).contains("run", "dev", "produce", "dlq", "resume", "topology");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "fly",
                "run --nonsense",
                "produce --rate many",
                "produce --rate 0",
                "produce --devices 0",
                "produce --invalid-share 2",
                "run --set threads=2",
                "run --set thread=2 --set kafka.bootstrap.servers=b:1",
                "run --config /no/such.properties",
                "run --set dlq.reconcile.secret=short --set kafka.bootstrap.servers=b:1",
                "run --set reject.max.ratio=2 --set kafka.bootstrap.servers=b:1",
                "dlq",
                "dlq lst",
                "dlq list --from yesterday",
                "dlq list --limit 0",
                "dlq list --output xml",
                "dlq redrive",
                "dlq redrive --all --code LATE",
                "dlq redrive --at 1",
                "dlq redrive --at 1:2 --all",
                "dlq redrive --all --rate 0",
                "dlq redrive --all --limit 0"
            })
    void shouldCallWrongUsageByItsCode(String line) {
        String[] args =
                Stream.of(line.split(" ", -1)).filter(arg -> !arg.isEmpty()).toArray(String[]::new);

        assertThat(execute(args)).isEqualTo(2);
        assertThat(err.toString()).isNotBlank().doesNotContain("\tat ");
    }

    @Test
    void shouldEndEveryHelpWithAnExampleAndKnowItsVersionEverywhere() {
        PrintWriter nowhere = new PrintWriter(new StringWriter());
        List<CommandLine> all = new ArrayList<>();
        collect(Main.commandLine(nowhere, nowhere, new StopSignal()), all);

        assertThat(all).hasSizeGreaterThan(12).allSatisfy(command -> {
            assertThat(command.getUsageMessage().lines().reduce((first, last) -> last))
                    .as(command.getCommandSpec().qualifiedName())
                    .hasValueSatisfying(
                            line -> assertThat(line).startsWith("Example: ").contains("meridian"));
            assertThat(String.join("\n", command.getCommandSpec().version()))
                    .hasLineCount(3)
                    .contains("4.3.1");
        });
    }

    private static void collect(CommandLine command, List<CommandLine> all) {
        all.add(command);
        command.getSubcommands().values().forEach(sub -> collect(sub, all));
    }

    @Test
    void shouldPrintAScriptThatABashCompletesBy(@TempDir Path folder) throws Exception {
        assertThat(execute("completion")).isZero();
        Path script = Files.writeString(folder.resolve("completion"), out.toString());

        Process bash = new ProcessBuilder(
                        "bash",
                        "-c",
                        "source " + script + " && complete -p meridian && COMP_WORDS=(meridian que)"
                                + " COMP_CWORD=1 && _complete_meridian && echo \"${COMPREPLY[@]}\"")
                .redirectErrorStream(true)
                .start();
        String said = new String(bash.getInputStream().readAllBytes(), UTF_8);

        assertThat(bash.waitFor()).as(said).isZero();
        assertThat(said).contains("complete", "meridian").endsWith("query\n");
    }

    @Test
    void shouldNameEveryProblemOfTheSettings() {
        execute("run", "--set", "thread=2", "--set", "window.size=soon");

        assertThat(err.toString())
                .startsWith("meridian run: 3 problems in the settings:")
                .contains(
                        "thread: no such setting; did you mean threads?", "window.size: ", "kafka.bootstrap.servers: ");
    }

    @Test
    void shouldDescribeTheTopologyWithoutKafka() {
        assertThat(execute("topology", "--set", "topic.raw=readings")).isZero();
        assertThat(out.toString()).startsWith("Topologies:").contains("readings", "partials-repartition");
    }

    /** As in an image, where a variable says so for every command. */
    @ParameterizedTest
    @ValueSource(strings = {"topology", "acls", "produce --file no-such.csv"})
    void shouldAskWhoMayReachTheListenerOnlyOfTheInstanceThatListens(String line) {
        String[] open = {"--set", "rest.listener=http://0.0.0.0:0", "--set", "kafka.bootstrap.servers=127.0.0.1:1"};

        execute(words(line, open));
        assertThat(err.toString()).doesNotContain("problem");
        assertThat(execute(words("run", open))).isEqualTo(2);
        assertThat(err.toString())
                .contains("2 problems in the settings", "rest.auth: expected bearer", "instance.id: is required");
    }

    private static String[] words(String line, String... more) {
        return Stream.concat(Stream.of(line.split(" ", -1)), Stream.of(more)).toArray(String[]::new);
    }

    @Test
    void shouldFailInOneLineWhereThePortIsInUse() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            String listener = "http://127.0.0.1:" + taken.getLocalPort();
            assertThat(execute(
                            "run",
                            "--set",
                            "kafka.bootstrap.servers=127.0.0.1:1",
                            "--set",
                            "rest.listener=" + listener))
                    .isEqualTo(1);
            assertThat(err.toString().lines()).singleElement().asString().contains("rest.listener", listener);
        }
    }

    @Test
    void shouldEndWithoutAFaultWhenStoppedWhileItWaitsForTheRegistry() {
        StopSignal stop = new StopSignal();
        stop.request();

        int code = Main.execute(
                new String[] {
                    "run",
                    "--set",
                    "kafka.bootstrap.servers=127.0.0.1:1",
                    "--set",
                    "rest.listener=http://127.0.0.1:0",
                    "--set",
                    "instance.id=one",
                    "--set",
                    "schema.registry.url=http://127.0.0.1:1"
                },
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                stop);

        assertThat(code).isZero();
    }

    @Test
    void shouldNeverShowASecretThatIsRefused() {
        execute("run", "--set", "dlq.reconcile.secret=hunter2", "--set", "kafka.bootstrap.servers=b:1");

        assertThat(err.toString())
                .contains("dlq.reconcile.secret", "16 characters")
                .doesNotContain("hunter2");
    }

    private int execute(String... args) {
        return Main.execute(args, new PrintWriter(out, true), new PrintWriter(err, true), new StopSignal());
    }
}

package io.meridian.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the tab key does in real shells that have read {@code meridian completion}. */
class CompletionTest {
    @ParameterizedTest
    @CsvSource({
        "/bin/bash,bash --norc --noprofile -i,ana,analyze",
        "/bin/bash,bash --norc --noprofile -i,query --thresh,query --threshold",
        "/usr/bin/zsh,zsh -f -i,ana,analyze",
        "/usr/bin/zsh,zsh -f -i,query --thresh,query --threshold"
    })
    void shouldCompleteCommandsAndOptions(
            String program, String shell, String typed, String completed, @TempDir Path folder) throws Exception {
        PseudoTerminal.requireProgram(program, "is a shell that completes commands");
        Execution completion = Execution.of("completion");
        assertThat(completion.code()).isZero();
        Path script = Files.writeString(folder.resolve("completion"), completion.output());
        // Of the words that the shell makes of what was typed, nothing is run but this.
        Files.writeString(folder.resolve("rc"), """
                source '%s'
                meridian() { echo "called with <$*>"; }
                echo is "ready"
                """.formatted(script));

        try (PseudoTerminal terminal = PseudoTerminal.start(folder.resolve("seen"), Map.of(), shell)) {
            terminal.type("source '" + folder.resolve("rc") + "'\n");
            await().untilAsserted(() -> assertThat(terminal.seen()).contains("is ready"));
            terminal.type("meridian " + typed + "\t\n");
            await().untilAsserted(() -> assertThat(terminal.seen()).contains("called with <" + completed));
            terminal.type("exit\n");
            assertThat(terminal.awaitExit()).as(terminal.seen()).isZero();
        }
    }
}

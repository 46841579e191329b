package io.meridian.app;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.meridian.app.deadletters.Harmless;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command line of {@code resume}. */
@Command(
        name = "resume",
        description =
                "Lets ingest go on, on every instance, where reject.max.ratio has paused it. Needs the role operator.",
        footer = {"", "Example: meridian resume --url http://127.0.0.1:8080"},
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        sortOptions = false)
final class ResumeCommand implements Callable<Integer> {
    @Mixin
    private final InstanceOptions instance = new InstanceOptions();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        CommandLine commandLine = requireNonNull(spec, "spec").commandLine();
        JsonNode answer = instance.client().post("/v1/ingest/resume");
        for (JsonNode row : answer.path("rows")) {
            commandLine
                    .getOut()
                    .println(Harmless.text(row.path("instance").asText()) + ": "
                            + (row.path("was_paused").asBoolean() ? "ingest goes on" : "ingest was not paused"));
        }
        for (JsonNode failure : answer.path("failures")) {
            commandLine
                    .getErr()
                    .println("meridian resume: "
                            + Harmless.text(failure.path("instance").asText()) + ": "
                            + Harmless.text(failure.path("reason").asText()));
        }
        return answer.path("complete").asBoolean() ? Main.DONE : Main.FAILED;
    }
}

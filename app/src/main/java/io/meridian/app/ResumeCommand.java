package io.meridian.app;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.meridian.app.deadletters.Harmless;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command line of {@code resume}. */
@Command(
        name = "resume",
        description = "Lets ingest go on, on every instance, where reject.max.ratio has paused it.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        sortOptions = false)
final class ResumeCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int OK = 200;

    @Option(names = "--url", defaultValue = "http://127.0.0.1:8080", description = "REST of any instance.")
    private URI url = URI.create("http://127.0.0.1:8080");

    @Option(names = "--token-file", paramLabel = "FILE", description = "File with a token that has the role operator.")
    private @Nullable Path tokenFile;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        CommandLine commandLine = requireNonNull(spec, "spec").commandLine();
        HttpResponse<String> answer;
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(url.resolve("/v1/ingest/resume"))
                    .timeout(PATIENCE)
                    .POST(BodyPublishers.noBody());
            if (tokenFile != null) {
                request.header(
                        "Authorization", "Bearer " + Files.readString(tokenFile).strip());
            }
            answer = HttpClient.newBuilder()
                    .connectTimeout(PATIENCE)
                    .build()
                    .send(request.build(), BodyHandlers.ofString());
        } catch (IOException | IllegalArgumentException e) {
            commandLine
                    .getErr()
                    .println("meridian resume: " + url + " does not answer: " + e + "; is the instance running?");
            return Main.FAILED;
        }
        if (answer.statusCode() != OK) {
            commandLine.getErr().println("meridian resume: " + url + " refuses: " + Harmless.text(answer.body()));
            return Main.FAILED;
        }
        return print(commandLine, answer.body());
    }

    private static int print(CommandLine commandLine, String body) {
        try {
            JsonNode json = new ObjectMapper().readTree(body);
            for (JsonNode row : json.path("rows")) {
                commandLine
                        .getOut()
                        .println(Harmless.text(row.path("instance").asText()) + ": "
                                + (row.path("was_paused").asBoolean() ? "ingest goes on" : "ingest was not paused"));
            }
            for (JsonNode failure : json.path("failures")) {
                commandLine
                        .getErr()
                        .println("meridian resume: "
                                + Harmless.text(failure.path("instance").asText()) + ": "
                                + Harmless.text(failure.path("reason").asText()));
            }
            return json.path("complete").asBoolean() ? Main.DONE : Main.FAILED;
        } catch (IOException e) {
            commandLine.getErr().println("meridian resume: this is no answer of Meridian: " + e);
            return Main.FAILED;
        }
    }
}

package io.meridian.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.meridian.app.deadletters.DeadLetterFilter;
import io.meridian.app.deadletters.DeadLettersUnreadableException;
import io.meridian.app.deadletters.Place;
import io.meridian.app.redrive.RedriveRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeadLetterRoutesTest {
    private static final String REDRIVE = "/v1/dead-letters/redrive";

    private final TestServer server = new TestServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void shouldAskForWhatTheParametersSay() throws Exception {
        TestServer.problem(server.get("/v1/dead-letters?device=d-0001%1b"), 400);

        server.get("/v1/dead-letters?code=LATE&field=value&device=d-1&partition=2&from=1970-01-01T00:00:01Z"
                + "&to=1970-01-01T00:00:02Z&limit=7");

        assertThat(server.deadLetters.limit).isEqualTo(7);
        assertThat(server.deadLetters.filter)
                .contains(new DeadLetterFilter(
                        Optional.of("LATE"),
                        Optional.of("value"),
                        Optional.of("d-1"),
                        OptionalInt.of(2),
                        OptionalLong.of(1_000),
                        OptionalLong.of(2_000)));
    }

    @Test
    void shouldSayWhenTheTopicCannotBeRead() throws Exception {
        server.deadLetters.failure = Optional.of(new DeadLettersUnreadableException("the topic d does not exist"));

        JsonNode problem = TestServer.problem(server.get("/v1/dead-letters"), 503);

        assertThat(problem.path("detail").asText()).contains("the topic d does not exist");
    }

    @Test
    void shouldSendBackWhatTheBodyChooses() throws Exception {
        HttpResponse<String> response =
                server.post(REDRIVE, "{\"code\":\"OUT_OF_RANGE\",\"reconcile\":true,\"limit\":5}");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(TestServer.json(response).path("sent").asInt()).isEqualTo(7);
        RedriveRequest asked = server.redrives.asked.orElseThrow();
        assertThat(asked.selection().filter().code()).contains("OUT_OF_RANGE");
        assertThat(asked.reconcile()).isTrue();
        assertThat(asked.limit()).isEqualTo(5);
        assertThat(asked.who()).contains("127.0.0.1");
    }

    @Test
    void shouldSendNothingInADryRun() throws Exception {
        HttpResponse<String> response =
                server.post(REDRIVE, "{\"records\":[{\"partition\":1,\"offset\":17}],\"dry_run\":true}");

        assertThat(TestServer.json(response).path("dry_run").asBoolean()).isTrue();
        assertThat(server.redrives.asked).isEmpty();
        assertThat(server.redrives.tried.orElseThrow().selection().places()).containsExactly(new Place(1, 17));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | body",
                "[] | body",
                "{} | all",
                "{\"all\":false} | all",
                "{\"all\":true,\"code\":\"LATE\"} | all",
                "{\"all\":1} | all",
                "{\"code\":\"late\"} | code",
                "{\"code\":null} | code",
                "{\"partition\":\"1\"} | partition",
                "{\"partition\":-1} | partition",
                "{\"from\":\"yesterday\"} | from",
                "{\"records\":[]} | records",
                "{\"records\":{}} | records",
                "{\"records\":[{\"partition\":0}]} | records",
                "{\"records\":[{\"partition\":0,\"offset\":-1}]} | records",
                "{\"records\":[{\"partition\":0,\"offset\":1,\"x\":1}]} | records",
                "{\"records\":[{\"partition\":0,\"offset\":1}],\"code\":\"LATE\"} | records",
                "{\"all\":true,\"limit\":0} | limit",
                "{\"all\":true,\"limit\":1.5} | limit",
                "{\"all\":true,\"dry_run\":\"yes\"} | dry_run",
                "{\"all\":true,\"dryrun\":true} | dryrun",
                "{\"all\":true,\"all\":true} | body"
            })
    void shouldRefuseABodyThatCouldMeanSomethingElse(String body, String field) throws Exception {
        assertThat(TestServer.problem(server.post(REDRIVE, body), 400)
                        .path("parameter")
                        .asText())
                .isEqualTo(field);
        assertThat(server.redrives.asked).isEmpty();
    }

    @Test
    void shouldLetOperatorsAloneSendBackAndResumeAndSayWhoItWas(@TempDir Path directory) throws Exception {
        Path tokens = Files.writeString(
                directory.resolve("tokens"),
                AuthenticationTest.line("read", "reader") + AuthenticationTest.line("operate", "operator"));
        try (TestServer secured = new TestServer(ContractTest.secured(tokens))) {
            for (String path : new String[] {REDRIVE, "/v1/ingest/resume"}) {
                TestServer.problem(secured.send("POST", path), 401);
                TestServer.problem(secured.send("POST", path, "Authorization", "Bearer read"), 403);
            }
            assertThat(secured.send("GET", "/v1/dead-letters", "Authorization", "Bearer read")
                            .statusCode())
                    .isEqualTo(200);
            TestServer.problem(secured.get("/v1/dead-letters"), 401);
            assertThat(secured.postAs("operate", REDRIVE, "{\"all\":true}").statusCode())
                    .isEqualTo(200);

            String hash = AuthenticationTest.line("operate", "operator").substring(0, 8);
            assertThat(secured.redrives.asked.orElseThrow().who())
                    .contains(hash, "127.0.0.1")
                    .doesNotContain("operate");
        }
    }
}

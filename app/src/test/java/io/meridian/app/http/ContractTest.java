package io.meridian.app.http;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.ValidationReport;
import io.meridian.app.config.MeridianConfig.Rest;
import io.meridian.app.config.MeridianConfig.Tokens;
import io.meridian.app.deadletters.DeadLetter;
import io.meridian.app.deadletters.DeadLetterCursor;
import io.meridian.app.deadletters.DeadLetterPage;
import io.meridian.app.deadletters.Fault;
import io.meridian.app.deadletters.Late;
import io.meridian.app.deadletters.Origin;
import io.meridian.app.deadletters.Place;
import io.meridian.app.health.Phase;
import io.meridian.app.query.Answer;
import io.meridian.app.query.Failure;
import io.meridian.app.query.Figures;
import io.meridian.app.query.Page;
import io.meridian.app.query.RegionMetrics;
import io.meridian.app.query.RollupRow;
import io.meridian.app.query.Staleness;
import io.meridian.app.query.WindowRow;
import io.meridian.topology.aggregate.Series;
import io.meridian.topology.aggregate.WindowAggregate;
import io.meridian.topology.closing.Status;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.parser.OpenAPIV3Parser;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds routes and answers to openapi.yaml. */
class ContractTest {
    /** What is no part of an API: what the pages are made of. */
    private static final Set<String> NO_API =
            Set.of("/docs/docs.js", "/docs/swagger-ui.css", "/docs/swagger-ui-bundle.js");

    private static final String REDRIVE = "/v1/dead-letters/redrive";

    static final String CONTRACT = contract();
    private static final OpenAPI OPEN_API =
            new OpenAPIV3Parser().readContents(CONTRACT).getOpenAPI();
    private static final OpenApiInteractionValidator VALIDATOR =
            OpenApiInteractionValidator.createForInlineApiSpecification(CONTRACT)
                    .build();

    @Test
    void shouldHaveExactlyTheRoutesOfTheContractWithTheirParameters() {
        try (TestServer server = new TestServer()) {
            Set<String> routes = new TreeSet<>();
            for (Route route : server.api().routes()) {
                if (!NO_API.contains(route.path()) && !route.path().startsWith("/page/")) {
                    routes.add(route.method() + " " + route.path() + " " + new TreeSet<>(route.parameters())
                            + (route.access() == Access.OPEN ? " open" : ""));
                }
            }
            Set<String> promised = new TreeSet<>();
            OPEN_API.getPaths()
                    .forEach((path, item) -> item.readOperationsMap().forEach((method, operation) -> {
                        Set<String> names = new TreeSet<>();
                        Optional.ofNullable(operation.getParameters())
                                .orElse(List.of())
                                .forEach(parameter -> {
                                    var resolved = parameter.get$ref() == null
                                            ? parameter
                                            : requireNonNull(
                                                    OPEN_API.getComponents()
                                                            .getParameters()
                                                            .get(parameter
                                                                    .get$ref()
                                                                    .replaceAll(".*/", "")),
                                                    "parameter");
                                    if (resolved.getIn().equals("query")) {
                                        names.add(resolved.getName());
                                    }
                                });
                        promised.add(method + " " + path + " " + names
                                + (operation.getSecurity() != null
                                                && operation.getSecurity().isEmpty()
                                        ? " open"
                                        : ""));
                    }));
            assertThat(routes).isEqualTo(promised);
        }
    }

    @Test
    void shouldAnswerAsTheContractSays() throws Exception {
        try (TestServer server = new TestServer()) {
            fill(server);
            for (String path : List.of(
                    "/v1/regions",
                    "/v1/aggregates",
                    "/v1/aggregates?region=eu&metric=cpu&from=2025-03-12T14:30:00Z&to=2025-03-12T15:30:00Z"
                            + "&status=FINAL&threshold=1.5&limit=10",
                    "/v1/aggregates/latest?threshold=2&status=OPEN",
                    "/v1/rollup?step=5m&by=region",
                    "/v1/instances",
                    "/v1/config",
                    "/v1/dead-letters?code=LATE&limit=2",
                    "/live",
                    "/ready",
                    "/startup",
                    "/metrics",
                    "/topology",
                    "/openapi.yaml",
                    "/",
                    "/docs")) {
                assertThat(server.get(path).statusCode()).as(path).isEqualTo(200);
                assertValid(server, "GET", path);
            }
            assertValid(
                    "POST",
                    "/v1/cache/refresh",
                    server.post("/v1/cache/refresh", "{\"source\":\"local_config\",\"generation\":9}"));
            assertValid("POST", REDRIVE, server.post(REDRIVE, "{\"all\":true}"));
            assertValid("POST", REDRIVE, server.post(REDRIVE, "{\"code\":\"LATE\",\"dry_run\":true}"));
            assertValid("POST", "/v1/ingest/resume", server.post("/v1/ingest/resume", ""));
        }
    }

    @Test
    void shouldRefuseAndFailAsTheContractSays(@TempDir Path directory) throws Exception {
        Path tokens = Files.writeString(directory.resolve("tokens"), "# nobody\n");
        try (TestServer server = new TestServer();
                TestServer closed = new TestServer(secured(tokens))) {
            server.aggregates.windows = new Answer.UnknownSeries<>();
            server.aggregates.latest = new Answer.Unavailable<>("being handed over");
            server.aggregates.rollup = new Answer.TooMuch<>(1_000);
            assertValid(server, "GET", "/v1/aggregates?region=x");
            assertValid(server, "GET", "/v1/aggregates/latest");
            assertValid(server, "GET", "/v1/rollup");
            assertValid(server, "GET", "/v1/rollup?by=x");
            assertValid(server, "GET", "/ready");
            assertValid(server, "GET", "/v1/config");
            assertValid("POST", "/v1/cache/refresh", server.post("/v1/cache/refresh", "{}"));
            server.redrives.failure = Optional.of(new IllegalStateException());
            assertValid("POST", REDRIVE, server.post(REDRIVE, "{\"all\":true}"));
            assertValid("POST", REDRIVE, server.post(REDRIVE, "{}"));
            assertValid(closed, "GET", "/v1/regions");
        }
    }

    @Test
    void shouldNotLetTheContractDriftUnseen() {
        ValidationReport report = VALIDATOR.validateResponse(
                "/v1/regions",
                Request.Method.GET,
                SimpleResponse.Builder.ok()
                        .withContentType("application/json")
                        .withBody("{\"rows\":[{\"region\":\"eu\"}],\"next\":null,\"complete\":true,\"failures\":[]}")
                        .build());

        assertThat(report.hasErrors()).as("a row without metrics").isTrue();
    }

    @Test
    void shouldShowTheContractWithoutARequestToAnotherHost() throws Exception {
        try (TestServer server = new TestServer()) {
            assertThat(server.get("/openapi.yaml").body()).isEqualTo(CONTRACT);
            HttpResponse<String> page = server.get("/docs");
            assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                    .startsWith("default-src 'self'");
            assertThat(page.body()).doesNotContain("http:", "https:", "src=\"//");
            for (String asset : NO_API) {
                assertThat(server.get(asset).statusCode()).as(asset).isEqualTo(200);
            }
        }
    }

    private static void fill(TestServer server) {
        WindowAggregate aggregate = new WindowAggregate();
        aggregate.add(17, 7.5, 4);
        WindowRow row = new WindowRow(new Series("eu", "cpu"), 0, 60_000, Status.FINAL, 2, Figures.of(aggregate));
        List<Failure> failures = List.of(new Failure("b:1", "cannot be reached"));
        server.aggregates.regions = new Answer.Found<>(
                List.of(new RegionMetrics("eu", List.of("cpu"))), failures, List.of(new Staleness("c:1", 1, 20, 3)));
        server.aggregates.windows =
                new Answer.Found<>(new Page(List.of(row), Optional.of(row.position())), failures, List.of());
        server.aggregates.latest = new Answer.Found<>(List.of(row));
        server.aggregates.rollup = new Answer.Found<>(List.of(
                new RollupRow(Optional.of("eu"), Optional.empty(), 0, 300_000, Status.OPEN, 0, Figures.of(aggregate))));
        server.deadLetters.page =
                new DeadLetterPage(List.of(letter()), Optional.of(new DeadLetterCursor(Map.of(0, 17L))));
        server.topology = Optional.of("Topologies:");
        server.health.enter(new Phase.Running());
        server.settings.follow(SettingsRoutesTest::status, () -> {});
    }

    /** One that has everything. */
    private static DeadLetter letter() {
        return new DeadLetter(
                new Place(0, 17),
                1,
                Optional.of(new Origin("telemetry.raw", 0, 18)),
                List.of(new Fault("LATE", "timestamp", "m")),
                Optional.of(new Late("2025-03-12T14:30:00Z", "2025-03-12T14:31:00Z", "7")),
                1,
                Optional.of(new DeadLetter.Thrown("E", "at")),
                Optional.of("d-0001"),
                new byte[] {'k'},
                new byte[] {0, 1},
                List.of(new RecordHeader("trace", new byte[] {'t'})));
    }

    private static void assertValid(TestServer server, String method, String path) throws Exception {
        assertValid(method, path, server.send(method, path));
    }

    private static void assertValid(String method, String path, HttpResponse<String> response) {
        SimpleResponse.Builder actual =
                SimpleResponse.Builder.status(response.statusCode()).withBody(response.body());
        response.headers().map().forEach((name, values) -> actual.withHeader(name, values));
        ValidationReport report =
                VALIDATOR.validateResponse(URI.create(path).getPath(), Request.Method.valueOf(method), actual.build());
        assertThat(report.getMessages()).as(path + " " + response.body()).isEmpty();
    }

    static Rest secured(Path tokens) {
        Rest plain = Rest.at(URI.create("http://127.0.0.1:0"));
        return new Rest(
                plain.listener(),
                plain.advertisedUrl(),
                Optional.of(new Tokens(tokens)),
                plain.tls(),
                List.of("https://board.example"),
                plain.queries());
    }

    private static String contract() {
        try (var in = requireNonNull(ContractTest.class.getResourceAsStream("/openapi.yaml"), "openapi.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}

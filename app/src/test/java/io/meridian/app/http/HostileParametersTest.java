package io.meridian.app.http;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.parser.OpenAPIV3Parser;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every parameter that openapi.yaml has, with what its schema excludes: one that is added there is tried by itself. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileParametersTest {
    /** For whatever type, percent-encoded. */
    private static final List<String> ALWAYS = List.of("", "%20", "%00", "%0A", "%FF", "%C3%28", "%ED%A0%80");

    private static final List<String> NO_NUMBERS =
            List.of("x", "NaN", "Infinity", "0x10", "1%201", "%D9%A1", "1e9999", "1,5", "--1", "%27%20OR%201=1");
    private static final List<String> NO_TIMES = List.of(
            "0", "now", "2025-03-12", "2025-03-12T14:30:00", "2025-02-30T00:00:00Z", "2025-03-12T24:00:00Z", "%2B1-1");
    private static final List<String> NO_PATTERNS = List.of("%C3%BC", "..%2F..%2Fetc", "%27;--", "%7B%7D", "a%20b");

    private final OpenAPI contract =
            new OpenAPIV3Parser().readContents(ContractTest.CONTRACT).getOpenAPI();
    private final TestServer server = new TestServer();

    @AfterAll
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void shouldRefuseWhatTheContractExcludesByTheNameOfTheParameter(String path, String name, String query)
            throws Exception {
        HttpResponse<String> response = server.get(path + "?" + query);

        assertThat(TestServer.problem(response, 400).get("parameter").asText()).isEqualTo(name);
    }

    @ParameterizedTest
    @MethodSource("paths")
    void shouldRefuseAParameterThatTheContractDoesNotHave(String path) throws Exception {
        assertThat(TestServer.problem(server.get(path + "?nosuch=1"), 400)
                        .get("parameter")
                        .asText())
                .isEqualTo("nosuch");
    }

    @ParameterizedTest
    @MethodSource("headers")
    void shouldRefuseHeadersThatTheContractExcludesByTheirName(String path, String name, String value)
            throws Exception {
        assertThat(TestServer.problem(server.send("GET", path, name, value), 400)
                        .get("parameter")
                        .asText())
                .isEqualTo(name);
    }

    Stream<String> paths() {
        Set<String> served = server.api().routes().stream()
                .filter(route -> route.method().equals("GET"))
                .map(Route::path)
                .collect(Collectors.toSet());
        return contract.getPaths().keySet().stream().filter(served::contains);
    }

    Stream<Arguments> hostile() {
        return paths().flatMap(path -> parameters(path, "query").flatMap(parameter -> {
            String name = parameter.getName();
            Stream<String> queries = values(parameter.getSchema()).map(value -> name + "=" + value);
            return Stream.concat(queries, Stream.of(name, name + "=1&" + name + "=1"))
                    .map(query -> Arguments.of(path, name, query));
        }));
    }

    Stream<Arguments> headers() {
        return paths().flatMap(path -> parameters(path, "header")
                .flatMap(parameter -> Stream.of("a b", "'", "{}", "x".repeat(1_001))
                        .map(value -> Arguments.of(path, parameter.getName(), value))));
    }

    private Stream<Parameter> parameters(String path, String in) {
        return Optional.ofNullable(requireNonNull(contract.getPaths().get(path), path)
                        .getGet()
                        .getParameters())
                .orElse(List.of())
                .stream()
                .map(this::resolved)
                .filter(parameter -> parameter.getIn().equals(in));
    }

    private Parameter resolved(Parameter parameter) {
        return parameter.get$ref() == null
                ? parameter
                : requireNonNull(
                        contract.getComponents()
                                .getParameters()
                                .get(parameter.get$ref().replaceAll(".*/", "")),
                        "parameter");
    }

    /** Of what the schema excludes. */
    private Stream<String> values(Schema<?> schema) {
        Schema<?> type = schema.get$ref() == null
                ? schema
                : requireNonNull(
                        contract.getComponents()
                                .getSchemas()
                                .get(schema.get$ref().replaceAll(".*/", "")),
                        "schema");
        List<String> values = new ArrayList<>(ALWAYS);
        if (type.getEnum() != null) {
            type.getEnum().forEach(one -> values.add(one + "x"));
            values.add("%00" + type.getEnum().get(0));
        } else if (type.getPattern() != null) {
            values.addAll(NO_PATTERNS);
        } else if ("date-time".equals(type.getFormat())) {
            values.addAll(NO_TIMES);
        } else if (List.of("integer", "number").contains(type.getType())) {
            values.addAll(NO_NUMBERS);
        }
        if ("integer".equals(type.getType())) {
            values.addAll(List.of("1.5", "1e2", "99999999999999999999"));
        }
        Optional.ofNullable(type.getMinimum())
                .map(least -> least.subtract(BigDecimal.ONE))
                .ifPresent(one -> values.add(one.toPlainString()));
        Optional.ofNullable(type.getMaximum())
                .map(most -> most.add(BigDecimal.ONE))
                .ifPresent(one -> values.add(one.toPlainString()));
        Optional.ofNullable(type.getMaxLength()).ifPresent(most -> values.add("x".repeat(most + 1)));
        return values.stream();
    }
}

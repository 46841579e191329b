package io.meridian.app.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.meridian.app.Execution;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import java.net.URI;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every command that a document shows is run here, or at least held to what it calls: flags to the command line, routes and parameters
 * to the contract, modules and profiles to the build. What cannot be says so beside it: "(not run by a test)".
 */
class CommandsTest {
    private static final Pattern URL = Pattern.compile("'?(?:http://)?localhost:8080(/[^\\s']*)'?");
    private static final Pattern PROFILE = Pattern.compile("<profile>\\s*<id>([^<]+)</id>");

    static Stream<ShownCommand> commands() {
        return Documents.withCommands().stream()
                .flatMap(file -> ShownCommand.of(file).stream())
                .filter(command -> !command.marked());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void shouldBeACommandThatWorks(ShownCommand command) {
        Optional<String> fault =
                switch (command.program()) {
                    case "./meridian" ->
                        Execution.fault(words(command).stream().skip(1).toArray(String[]::new));
                    case "./meridian-bench" -> faultOfBench(words(command));
                    case "./mvnw" -> faultOfBuild(words(command));
                    case "curl" -> faultOfRequest(command.text());
                    default -> Optional.of("nothing here can run it; say beside it that it is not run by a test");
                };

        assertThat(fault).as(command.place() + ": " + command.text()).isEmpty();
    }

    @Test
    void shouldFindTheCommandsOfTheDocuments() {
        assertThat(commands().map(ShownCommand::text))
                .contains("./meridian dev", "./mvnw verify", "curl -s localhost:8080/v1/aggregates/latest");
    }

    @Test
    void shouldSeeAFlagThatIsWrong() {
        assertThat(Execution.fault("dlq", "list", "--kode", "LATE"))
                .hasValueSatisfying(fault -> assertThat(fault).contains("--kode"));
    }

    @Test
    void shouldPrintTheRightsOfTheSecuredExample() {
        Execution acls = Execution.of(
                "acls",
                "--config",
                Documents.ROOT.resolve("examples/secured.properties").toString());

        assertThat(acls.code()).as(acls.output()).isZero();
        assertThat(acls.output())
                .contains("--add --allow-principal 'User:meridian' --operation READ --topic 'telemetry.raw'\n")
                .contains("--operation WRITE --transactional-id 'meridian-' --resource-pattern-type prefixed\n")
                .doesNotContain("CREATE --topic 'telemetry", "change-me");
    }

    private static List<String> words(ShownCommand command) {
        return Arrays.asList(command.text().split("\\s+"));
    }

    private static Optional<String> faultOfBench(List<String> words) {
        String script = Documents.text(Documents.ROOT.resolve("meridian-bench"));
        return words.size() == 1 || script.contains("\n  " + words.get(1) + ") ")
                ? Optional.empty()
                : Optional.of("no bench " + words.get(1));
    }

    private static Optional<String> faultOfBuild(List<String> words) {
        for (int i = 1; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals("-pl")) {
                for (String module : words.get(i + 1).split(",")) {
                    if (!Files.exists(Documents.ROOT.resolve(module).resolve("pom.xml"))) {
                        return Optional.of("no module " + module);
                    }
                }
            }
            if (word.startsWith("-P") && !profiles().contains(word.substring(2))) {
                return Optional.of("no profile " + word.substring(2));
            }
        }
        return Optional.empty();
    }

    private static List<String> profiles() {
        return Stream.of(
                        ".",
                        "app",
                        "benchmarks",
                        "chaos",
                        "connectors",
                        "deploy",
                        "fuzz",
                        "local",
                        "schemas",
                        "topology")
                .map(module -> Documents.text(Documents.ROOT.resolve(module).resolve("pom.xml")))
                .flatMap(pom -> PROFILE.matcher(pom).results().map(found -> found.group(1)))
                .toList();
    }

    private static Optional<String> faultOfRequest(String command) {
        Matcher url = URL.matcher(command);
        if (!url.find()) {
            return Optional.of("expected a request to localhost:8080");
        }
        URI uri = URI.create(url.group(1));
        ParseOptions resolved = new ParseOptions();
        resolved.setResolve(true);
        PathItem path = new OpenAPIV3Parser()
                .readContents(
                        Documents.text(Documents.ROOT.resolve("app/src/main/resources/openapi.yaml")), null, resolved)
                .getOpenAPI()
                .getPaths()
                .get(uri.getPath());
        if (path == null) {
            return Optional.of("the contract has no route " + uri.getPath());
        }
        List<String> known = path.readOperations().stream()
                .flatMap(operation -> Optional.ofNullable(operation.getParameters()).orElse(List.of()).stream())
                .map(Parameter::getName)
                .toList();
        return Stream.of(Optional.ofNullable(uri.getQuery()).orElse("").split("&"))
                .map(parameter -> parameter.replaceAll("=.*", ""))
                .filter(parameter -> !parameter.isEmpty() && !known.contains(parameter))
                .findFirst()
                .map(parameter -> "the route has no parameter " + parameter);
    }
}

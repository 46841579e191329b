package io.meridian.deploy.containers;

import static org.assertj.core.api.Assertions.assertThat;

import io.meridian.app.config.ConfigSources;
import io.meridian.app.config.MeridianConfig;
import io.meridian.deploy.Checkout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What of the Dockerfile can be wrong without an engine to build it. */
class DockerfileTest {
    private final Dockerfile dockerfile = new Dockerfile();

    @Test
    void shouldCopyOnlyWhatIsThereAndNotIgnored() {
        List<String> kept = Checkout.text(Checkout.file(".dockerignore"))
                .lines()
                .filter(line -> line.startsWith("!"))
                .map(line -> line.substring(1))
                .toList();

        assertThat(copied()).isNotEmpty().allSatisfy(source -> {
            assertThat(Checkout.file(source)).exists();
            assertThat(kept).anyMatch(path -> source.equals(path) || source.startsWith(path + "/"));
        });
        assertThat(kept).allSatisfy(path -> assertThat(Checkout.file(path)).exists());
    }

    @Test
    void shouldCopyThePomOfEveryModule() {
        List<String> modules = Pattern.compile("<module>(\\w+)</module>")
                .matcher(Checkout.text(Checkout.file("pom.xml")))
                .results()
                .map(match -> match.group(1) + "/pom.xml")
                .toList();

        assertThat(copied()).containsAll(modules).contains("pom.xml", "mvnw", ".mvn");
    }

    @Test
    void shouldPinTheImagesThatItStandsOn() {
        List<String> images =
                dockerfile.all("FROM").stream().map(from -> from.words().get(0)).toList();

        assertThat(images)
                .containsExactly(
                        "eclipse-temurin:17.0.19_10-jdk-noble",
                        "apache/kafka:" + Checkout.version("kafka"),
                        "apicurio/apicurio-registry-mem:" + Checkout.version("registry"),
                        "eclipse-temurin:17.0.19_10-jre-noble");
    }

    @Test
    void shouldRunAsAUserWithoutRightsThatOwnsTheState() {
        String user = dockerfile.last("meridian", "USER").arguments();
        Map<String, String> environment = dockerfile.environment();
        String state = environment.get("MERIDIAN_STATE_DIR");

        assertThat(user).isEqualTo("10001:10001");
        assertThat(dockerfile.last("meridian", "VOLUME").arguments()).isEqualTo(state);
        assertThat(dockerfile.last("meridian", "RUN").arguments())
                .contains("--uid 10001", "install -d -o 10001 -g 10001 -m 0750 " + state);
    }

    @Test
    void shouldAskForThePortThatTheProgramListensAt() {
        Map<String, String> environment = new HashMap<>(dockerfile.environment());
        environment.put("MERIDIAN_KAFKA_BOOTSTRAP_SERVERS", "kafka:9092");
        environment.put("MERIDIAN_REST_AUTH_ALLOW_INSECURE", "true");

        MeridianConfig config =
                MeridianConfig.of(new ConfigSources(Optional.empty(), environment, List.of(), List.of()).merge());

        int port = config.rest().listener().getPort();
        assertThat(dockerfile.last("meridian", "EXPOSE").arguments()).isEqualTo("" + port);
        assertThat(dockerfile.last("meridian", "HEALTHCHECK").arguments())
                .contains("\"http://127.0.0.1:" + port + "/live\"");
        assertThat(Checkout.text(Checkout.file("app/src/main/resources/openapi.yaml")))
                .contains("\n  /live:\n");
    }

    @Test
    void shouldStartTheLauncherWhichBecomesTheJvm() {
        String start = dockerfile.entrypoint().get(0);

        assertThat(start).startsWith("/opt/meridian/");
        Path launcher = Checkout.file("app/src/dist").resolve(start.substring("/opt/meridian/".length()));
        assertThat(Files.isExecutable(launcher)).isTrue();
        assertThat(Checkout.text(launcher)).contains("\nexec \"$java\"");
        assertThat(dockerfile.command()).containsExactly("run");
    }

    private List<String> copied() {
        return dockerfile.all("COPY").stream()
                .filter(copy -> !copy.arguments().startsWith("--from"))
                .map(copy -> copy.words().subList(0, copy.words().size() - 1))
                .flatMap(List::stream)
                .toList();
    }
}

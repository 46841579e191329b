package io.meridian.deploy.containers;

import static org.assertj.core.api.Assertions.assertThat;

import io.meridian.app.config.ConfigSources;
import io.meridian.app.config.MeridianConfig;
import io.meridian.deploy.Checkout;
import io.meridian.deploy.Tree;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What of the composition can be wrong without an engine to run it. */
class ComposeTest {
    private static final Set<String> ON_DEMAND = Set.of("load", "prometheus", "grafana");
    private static final Set<String> WITHOUT_HEALTH = Set.of("connectors", "load");

    private final Compose compose = new Compose();

    @Test
    void shouldTakeEachVariableFromItsFileAndLeaveNoneOver() {
        Set<String> forComposeItself = Set.of("COMPOSE_PROJECT_NAME");

        assertThat(compose.variables().keySet())
                .filteredOn(name -> !forComposeItself.contains(name))
                .containsExactlyInAnyOrderElementsOf(Compose.asked());
    }

    @Test
    void shouldHaveWhatADefaultStartNeedsAndTheRestBehindProfiles() {
        assertThat(compose.services().keySet())
                .containsExactlyInAnyOrder(
                        "kafka",
                        "registry",
                        "connect",
                        "connectors",
                        "meridian-1",
                        "meridian-2",
                        "load",
                        "prometheus",
                        "grafana");
        compose.services()
                .forEach((name, service) -> assertThat(service.find("profiles").isPresent())
                        .as(name)
                        .isEqualTo(ON_DEMAND.contains(name)));
    }

    @Test
    void shouldPinEveryImage() {
        compose.services().forEach((name, service) -> {
            String image = service.at("image").text();
            assertThat(image).as(name).matches(".+:v?\\d+\\.\\d+\\.\\d+.*");
            assertThat(service.find("build").isPresent()).as(name).isEqualTo(image.startsWith("meridian"));
            if (image.startsWith("meridian")) {
                assertThat(service.at("pull_policy").text()).as(name).isEqualTo("build");
            }
        });
        assertThat(compose.service("kafka").at("image").text()).isEqualTo("apache/kafka:" + Checkout.version("kafka"));
        assertThat(compose.service("registry").at("image").text()).endsWith(":" + Checkout.version("registry"));
    }

    @Test
    void shouldPublishOnLoopbackAlone() {
        List<String> published = new ArrayList<>();
        compose.services()
                .values()
                .forEach(service -> service.items("ports").forEach(port -> {
                    assertThat(port.text()).startsWith("127.0.0.1:");
                    published.add(port.text().split(":")[1]);
                }));

        assertThat(published).doesNotHaveDuplicates().hasSize(6);
    }

    @Test
    void shouldLimitEveryServiceAndAskEachHowItIs() {
        compose.services().forEach((name, service) -> {
            assertThat(service.at("mem_limit").text()).as(name).matches("\\d+[mg]");
            boolean asked = !service.at("healthcheck").find("disable").isPresent();
            assertThat(asked).as(name).isNotEqualTo(WITHOUT_HEALTH.contains(name));
        });
    }

    @Test
    void shouldStartInTheOrderOfHealth() {
        compose.services()
                .forEach((name, service) -> service.entries("depends_on").forEach((other, how) -> {
                    assertThat(how.at("condition").text()).as(name).isEqualTo("service_healthy");
                    assertThat(compose.service(other).at("healthcheck").find("test"))
                            .as(other)
                            .isPresent();
                }));
        assertThat(compose.service("meridian-1").entries("depends_on")).containsOnlyKeys("kafka", "registry");
        assertThat(compose.service("connectors").entries("depends_on")).containsOnlyKeys("connect", "meridian-1");
    }

    @Test
    void shouldMountOnlyWhatIsThere() {
        List<String> used = new ArrayList<>();
        compose.services()
                .values()
                .forEach(service -> service.items("volumes").forEach(volume -> {
                    String source = volume.text().split(":")[0];
                    if (source.startsWith("./")) {
                        assertThat(Checkout.file(source)).isDirectory();
                        assertThat(volume.text()).endsWith(":ro");
                    } else {
                        used.add(source);
                    }
                }));

        assertThat(used).containsExactlyInAnyOrderElementsOf(compose.volumes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"meridian-1", "meridian-2"})
    void shouldGiveTheProgramSettingsThatItTakes(String name) {
        Tree service = compose.service(name);
        MeridianConfig config = MeridianConfig.of(
                new ConfigSources(Optional.empty(), compose.environment(name), List.of(), List.of()).merge());

        assertThat(config.instanceId()).isEqualTo(name);
        int port = config.rest().listener().getPort();
        assertThat(config.rest().advertisedUrl()).contains(URI.create("http://" + name + ":" + port));
        assertThat(service.items("ports").get(0).text()).endsWith(":" + port);
        assertThat(service.at("healthcheck").items("test").stream().map(Tree::text))
                .contains("http://127.0.0.1:" + port + "/ready");
        assertThat(mounts(service))
                .contains(config.stateDir().getParent(), config.configsDir().orElseThrow());
        assertThat(config.bootstrapServers())
                .isEqualTo(advertised("INTERNAL"))
                .isEqualTo(compose.service("load").items("command").get(2).text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"connectors", "meridian-1", "meridian-2", "load"})
    void shouldLetTheProgramWriteNothingButItsState(String name) {
        Tree service = compose.service(name);

        assertThat(service.at("read_only").text()).isEqualTo("true");
        assertThat(service.items("cap_drop")).extracting(Tree::text).containsExactly("ALL");
        // Without exec the native code of RocksDB is refused, and the program with it.
        assertThat(service.items("tmpfs").get(0).text()).startsWith("/tmp:exec,");
    }

    @Test
    void shouldTellProgramsOnThisMachineThePortThatIsPublished() {
        String port = compose.variables().get("KAFKA_PORT");

        assertThat(advertised("LOCAL")).isEqualTo("localhost:" + port);
        assertThat(compose.service("kafka").items("ports").get(0).text()).isEqualTo("127.0.0.1:" + port + ":9092");
    }

    private String advertised(String listener) {
        String prefix = listener + "://";
        return List.of(compose.environment("kafka")
                        .getOrDefault("KAFKA_ADVERTISED_LISTENERS", "")
                        .split(","))
                .stream()
                .filter(one -> one.startsWith(prefix))
                .map(one -> one.substring(prefix.length()))
                .findFirst()
                .orElseThrow();
    }

    private static List<Path> mounts(Tree service) {
        return service.items("volumes").stream()
                .map(volume -> Path.of(volume.text().split(":")[1]))
                .toList();
    }
}

package io.meridian.deploy.chart;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.meridian.app.config.ConfigSources;
import io.meridian.app.config.MeridianConfig;
import io.meridian.deploy.Tree;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one pod of the chart tells the program, as the program understands it. */
class InstanceOfTheChartTest {
    private static final String POD = "blue-meridian-1";

    private final Path directory;

    InstanceOfTheChartTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void shouldBeAStableMemberThatOthersReachByItsPod() throws IOException {
        MeridianConfig config = config(Manifests.byDefault());

        assertThat(config.instanceId()).isEqualTo(POD);
        assertThat(config.rest().advertisedUrl())
                .contains(URI.create("http://blue-meridian-1.blue-meridian-pods.telemetry.svc:8080"));
        assertThat(config.applicationId()).isEqualTo("blue-meridian");
        assertThat(config.rest().tokens()).isPresent();
    }

    @Test
    void shouldKeepStateAndSettingsWhereThePodHasThem() throws IOException {
        Manifests manifests = Manifests.byDefault();
        MeridianConfig config = config(manifests);
        List<String> mounts = container(manifests).items("volumeMounts").stream()
                .map(mount -> mount.at("mountPath").text())
                .toList();

        assertThat(mounts)
                .contains(
                        folder(config.stateDir()),
                        config.configsDir().orElseThrow().toString(),
                        folder(config.rest().tokens().orElseThrow().file()));
        assertThat(set(manifests)
                        .items("volumeClaimTemplates")
                        .get(0)
                        .at("metadata")
                        .at("name")
                        .text())
                .isEqualTo("state");
        assertThat(container(manifests).items("args"))
                .extracting(Tree::text)
                .containsExactly("run", "--config", "/etc/meridian/meridian.properties");
    }

    @Test
    void shouldTakeSettingsOfItsOwnAndSecretsByReference() throws IOException {
        Manifests manifests = Manifests.ofEverything();
        MeridianConfig config = config(manifests);

        assertThat(config.applicationId()).isEqualTo("telemetry");
        assertThat(config.windows().size()).hasMinutes(5);
        assertThat(config.rest().listener()).isEqualTo(URI.create("http://0.0.0.0:9080"));
        assertThat(config.kafka())
                .containsEntry("sasl.jaas.config", "from meridian-kafka/jaas")
                .containsEntry("ssl.truststore.password", "from meridian-kafka/truststore-password")
                .containsEntry("security.protocol", "SASL_SSL");
    }

    @Test
    void shouldWriteNumbersAsTheyStandInTheValues() throws IOException {
        Manifests manifests = Manifests.ofEverything();
        MeridianConfig config = config(manifests);

        assertThat(config.kafka()).containsEntry("producer.buffer.memory", "67108864");
        assertThat(config.deadLetters().maxRejectRatio()).hasValue(0.25);
        assertThat(manifests
                        .object("ScaledObject", "blue-meridian")
                        .at("spec")
                        .items("triggers")
                        .get(0)
                        .at("metadata")
                        .at("lagThreshold")
                        .text())
                .isEqualTo("2000000");
    }

    @Test
    void shouldHaveNoVariablesOfServicesTakenForSettings() {
        Tree pod = set(Manifests.byDefault()).at("template").at("spec");

        assertThat(pod.at("enableServiceLinks").text()).isEqualTo("false");
    }

    /** Reads what a pod is told as the program would, with Kubernetes' part done by hand. */
    private MeridianConfig config(Manifests manifests) throws IOException {
        String properties = manifests
                .object("ConfigMap", "blue-meridian")
                .at("data")
                .at("meridian.properties")
                .text();
        Path file = Files.writeString(directory.resolve("meridian.properties"), properties);
        Map<String, String> environment = new LinkedHashMap<>();
        for (Tree variable : container(manifests).items("env")) {
            environment.put(variable.at("name").text(), value(variable));
        }
        return MeridianConfig.of(new ConfigSources(Optional.of(file), environment, List.of(), List.of()).merge());
    }

    private static String value(Tree variable) {
        if (variable.find("value").isPresent()) {
            return variable.at("value").text().replace("$(POD_NAME)", POD);
        }
        Tree from = variable.at("valueFrom");
        return from.find("secretKeyRef")
                .map(secret -> "from " + secret.at("name").text() + "/"
                        + secret.at("key").text())
                .orElse(POD);
    }

    private static String folder(Path file) {
        return requireNonNull(file.getParent(), "parent").toString();
    }

    private static Tree set(Manifests manifests) {
        return manifests.object("StatefulSet", "blue-meridian").at("spec");
    }

    private static Tree container(Manifests manifests) {
        return set(manifests).at("template").at("spec").items("containers").get(0);
    }
}

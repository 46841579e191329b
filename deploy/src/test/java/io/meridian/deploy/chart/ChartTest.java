package io.meridian.deploy.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import io.meridian.deploy.Checkout;
import io.meridian.deploy.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The chart as Helm renders it, held to what Kubernetes takes and to how Meridian has to be run. */
class ChartTest {
    private static final String SCALED_OBJECT = "ScaledObject";

    static Stream<Manifests> renderings() {
        return Stream.of(Manifests.byDefault(), Manifests.ofEverything());
    }

    @Test
    void shouldPassHelmsOwnLint() {
        LintResult lint = new Helm(Manifests.CHART).lint().strict().call();

        assertThat(lint.isFailed()).as(lint.getMessages().toString()).isFalse();
    }

    @Test
    void shouldMakeNothingByDefaultThatNeedsMoreThanKubernetes() {
        assertThat(Manifests.byDefault().kinds())
                .containsExactlyInAnyOrder(
                        "ServiceAccount",
                        "ConfigMap",
                        "ConfigMap",
                        "Service",
                        "Service",
                        "StatefulSet",
                        "PodDisruptionBudget",
                        "Pod");
        assertThat(Manifests.ofEverything().kinds())
                .contains("ServiceMonitor", SCALED_OBJECT, "NetworkPolicy", "Deployment");
    }

    @ParameterizedTest
    @MethodSource("renderings")
    void shouldMakeOnlyObjectsThatKubernetesKnowsToTheLastField(Manifests manifests) {
        // Nobody publishes a model of KEDA's where we can take it from: its fields are checked below.
        assertThat(manifests.all())
                .filteredOn(object -> !object.at("kind").text().equals(SCALED_OBJECT))
                .allSatisfy(object -> assertThat(Kinds.fault(object)).isEmpty());
    }

    @Test
    void shouldNoticeAFieldThatKubernetesDoesNotKnow() {
        Tree misspelt = Tree.parse("{apiVersion: v1, kind: Service, metadata: {name: a}, spec: {clusterIp: None}}");

        assertThat(Kinds.fault(misspelt)).contains("clusterIp");
        assertThat(Kinds.fault(Tree.parse("{apiVersion: v2, kind: Service}"))).contains("v2/Service");
    }

    @ParameterizedTest
    @MethodSource("renderings")
    void shouldLetNoPodDoMoreThanItMust(Manifests manifests) {
        assertThat(manifests.pods()).isNotEmpty().allSatisfy(pod -> {
            assertThat(pod.at("automountServiceAccountToken").text()).isEqualTo("false");
            assertThat(pod.at("securityContext").at("runAsNonRoot").text()).isEqualTo("true");
            assertThat(pod.at("securityContext").at("seccompProfile").at("type").text())
                    .isEqualTo("RuntimeDefault");
            Tree container = pod.items("containers").get(0);
            assertThat(container.at("securityContext").value())
                    .isEqualTo(Map.of(
                            "allowPrivilegeEscalation",
                            false,
                            "readOnlyRootFilesystem",
                            true,
                            "capabilities",
                            Map.of("drop", List.of("ALL"))));
            assertThat(container.at("resources").entries()).containsKeys("requests", "limits");
        });
    }

    @ParameterizedTest
    @MethodSource("renderings")
    void shouldMountOnlyVolumesThatAreThereAndMakeNoSecret(Manifests manifests) {
        assertThat(manifests.kinds()).doesNotContain("Secret");
        List<String> maps = manifests.all().stream()
                .filter(object -> object.at("kind").text().equals("ConfigMap"))
                .map(object -> object.at("metadata").at("name").text())
                .toList();
        for (Tree pod : manifests.pods()) {
            TreeSet<String> volumes = new TreeSet<>(List.of("state"));
            pod.items("volumes").forEach(volume -> {
                volumes.add(volume.at("name").text());
                volume.find("configMap")
                        .ifPresent(
                                map -> assertThat(maps).contains(map.at("name").text()));
            });
            List<String> mounts = new ArrayList<>();
            pod.items("containers")
                    .get(0)
                    .items("volumeMounts")
                    .forEach(mount -> mounts.add(mount.at("name").text()));
            assertThat(volumes).containsAll(mounts);
        }
    }

    @ParameterizedTest
    @MethodSource("renderings")
    void shouldLeadTheServicesToTheInstancesAlone(Manifests manifests) {
        Tree template =
                manifests.object("StatefulSet", "blue-meridian").at("spec").at("template");
        Map<String, Tree> labels = template.at("metadata").entries("labels");

        assertThat(manifests.all())
                .filteredOn(object -> object.at("kind").text().equals("Service"))
                .hasSize(2)
                .allSatisfy(service -> assertThat(labels)
                        .containsAllEntriesOf(service.at("spec").entries("selector")));
        assertThat(manifests.all())
                .filteredOn(object -> object.at("kind").text().equals("Deployment"))
                .allSatisfy(connect -> assertThat(connect.at("spec")
                                .at("template")
                                .at("metadata")
                                .at("labels")
                                .at("app.kubernetes.io/component")
                                .text())
                        .isEqualTo("connect"));
    }

    @Test
    void shouldScaleByTheLagOfTheGroupThatTheInstancesForm() {
        Tree scaled =
                Manifests.ofEverything().object(SCALED_OBJECT, "blue-meridian").at("spec");
        Tree trigger = scaled.items("triggers").get(0);

        assertThat(scaled.entries())
                .containsOnlyKeys(
                        "scaleTargetRef",
                        "minReplicaCount",
                        "maxReplicaCount",
                        "cooldownPeriod",
                        "advanced",
                        "triggers");
        assertThat(trigger.at("type").text()).isEqualTo("kafka");
        assertThat(trigger.at("metadata").entries())
                .containsOnlyKeys("bootstrapServers", "consumerGroup", "topic", "lagThreshold", "allowIdleConsumers")
                .containsEntry("consumerGroup", new Tree("telemetry"))
                .containsEntry("topic", new Tree("telemetry.raw"));
    }

    @Test
    void shouldProbeRoutesThatThereAre() {
        Tree container = Manifests.byDefault()
                .object("StatefulSet", "blue-meridian")
                .at("spec")
                .at("template")
                .at("spec")
                .items("containers")
                .get(0);
        String contract = Checkout.text(Checkout.file("app/src/main/resources/openapi.yaml"));

        for (String probe : List.of("startup", "readiness", "liveness")) {
            Tree get = container.at(probe + "Probe").at("httpGet");
            assertThat(contract).contains("\n  " + get.at("path").text() + ":\n");
            assertThat(get.at("port").text())
                    .isEqualTo(container.items("ports").get(0).at("name").text());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "replicas, 0",
        "kafka.bootstrapServers, broker",
        "rest.auth, basic",
        "rest.port, 80",
        "terminationGracePeriodSeconds, 5",
        "settings.kafka\\.bootstrap\\.servers, elsewhere:9092",
        "image.pullpolicy, Always"
    })
    void shouldRefuseValuesThatCannotWork(String name, String value) {
        assertThatThrownBy(() -> Manifests.render(Map.of(name, value)))
                .hasMessageContaining("values don't meet the specifications of the schema");
    }
}

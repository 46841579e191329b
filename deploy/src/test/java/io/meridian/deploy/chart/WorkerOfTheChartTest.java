package io.meridian.deploy.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.meridian.deploy.Checkout;
import io.meridian.deploy.Tree;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** The Connect worker of the chart, against the plugin and the image that it runs in. */
class WorkerOfTheChartTest {
    private static final String NAME = "blue-meridian-connect";

    private final Manifests manifests = Manifests.ofEverything();
    private final Tree container = manifests
            .object("Deployment", NAME)
            .at("spec")
            .at("template")
            .at("spec")
            .items("containers")
            .get(0);

    @Test
    void shouldRunTheConnectorThatWatchesTheMountedFiles() throws IOException {
        Properties connector = properties("config-dir.properties");

        assertThat(Checkout.text(Checkout.file("connectors/src/main/resources/META-INF/services"
                                + "/org.apache.kafka.connect.source.SourceConnector"))
                        .strip())
                .isEqualTo(connector.getProperty("connector.class"));
        assertThat(mounts()).contains(connector.getProperty("config.dir"));
        assertThat(connector).containsEntry("topic", "config.refresh");
    }

    @Test
    void shouldFindThePluginWhereTheImageHasIt() throws IOException {
        assertThat(Checkout.text(Checkout.file("Dockerfile")))
                .contains("COPY --from=build /out/plugins "
                        + properties("worker.properties").getProperty("plugin.path") + "\n");
    }

    @Test
    void shouldBeGivenFilesThatThereAreAndWriteOnlyWhereItMay() throws IOException {
        String directory = "/etc/meridian/connect/";

        assertThat(container.items("args")).extracting(Tree::text).allSatisfy(file -> {
            assertThat(file).startsWith(directory);
            assertThat(data().entries()).containsKey(file.substring(directory.length()));
        });
        assertThat(mounts()).contains("/etc/meridian/connect", "/tmp");
        assertThat(properties("worker.properties").getProperty("offset.storage.file.filename"))
                .startsWith("/tmp/");
    }

    @Test
    void shouldTakeSecretsFromVariables() throws IOException {
        assertThat(properties("worker.properties"))
                .containsEntry("sasl.jaas.config", "${env:KAFKA_JAAS}")
                .containsEntry("config.providers", "env")
                .containsEntry("producer.buffer.memory", "67108864");
        assertThat(container.items("env"))
                .extracting(variable -> variable.at("name").text())
                .contains("KAFKA_JAAS");
    }

    private List<String> mounts() {
        return container.items("volumeMounts").stream()
                .map(mount -> mount.at("mountPath").text())
                .toList();
    }

    private Tree data() {
        return manifests.object("ConfigMap", NAME).at("data");
    }

    private Properties properties(String file) throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(data().at(file).text()));
        return properties;
    }
}

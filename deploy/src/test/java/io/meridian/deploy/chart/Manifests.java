package io.meridian.deploy.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.Helm;
import io.meridian.deploy.Checkout;
import io.meridian.deploy.Tree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What Helm makes of the chart. */
final class Manifests {
    static final Path CHART = Checkout.file("deploy/helm/meridian");
    /** Helm leaves hooks out of what it renders as a library; in this copy the test's pod is none. */
    private static final Path WITHOUT_HOOKS = withoutHooks(Checkout.file("deploy/target/chart"));

    private static final String RELEASE = "blue";
    private static final String NAMESPACE = "telemetry";

    private final List<Tree> objects = new ArrayList<>();

    private Manifests(String rendered) {
        for (Object document : new Load(LoadSettings.builder().build()).loadAllFromString(rendered)) {
            if (document != null) {
                objects.add(new Tree(document));
            }
        }
    }

    /** With the chart's own values. */
    static Manifests byDefault() {
        return new Manifests(render(Map.of()));
    }

    /** With all that is off by default. */
    static Manifests ofEverything() {
        return new Manifests(new Helm(WITHOUT_HOOKS)
                .template()
                .withName(RELEASE)
                .withNamespace(NAMESPACE)
                .withValuesFile(CHART.resolve("ci/all-values.yaml"))
                .call());
    }

    /** The text, with some values changed. */
    static String render(Map<String, Object> values) {
        var template = new Helm(WITHOUT_HOOKS).template().withName(RELEASE).withNamespace(NAMESPACE);
        values.forEach(template::set);
        return template.call();
    }

    List<Tree> all() {
        return objects;
    }

    List<String> kinds() {
        return objects.stream().map(object -> object.at("kind").text()).toList();
    }

    /** The object of that kind and name. */
    Tree object(String kind, String name) {
        List<Tree> found = objects.stream()
                .filter(object -> object.at("kind").text().equals(kind)
                        && object.at("metadata").at("name").text().equals(name))
                .toList();
        assertThat(found).as(kind + " " + name).hasSize(1);
        return found.get(0);
    }

    /** The specifications of all pods. */
    List<Tree> pods() {
        return objects.stream()
                .flatMap(object -> switch (object.at("kind").text()) {
                    case "StatefulSet", "Deployment" ->
                        Stream.of(object.at("spec").at("template").at("spec"));
                    case "Pod" -> Stream.of(object.at("spec"));
                    default -> Stream.empty();
                })
                .toList();
    }

    private static Path withoutHooks(Path copy) {
        try (Stream<Path> files = Files.walk(CHART)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = copy.resolve(CHART.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.writeString(target, Files.readString(file).replaceAll("(?m)^ +helm\\.sh/hook.*\n", ""));
            }
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

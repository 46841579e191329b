package io.meridian.deploy.watch;

import io.meridian.deploy.Checkout;
import io.meridian.deploy.Tree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** All that dashboards and alerts ask Prometheus for, and what there is to ask for. */
public final class Expressions {
    private static final Pattern SAMPLE = Pattern.compile("(?m)^([a-zA-Z_:][\\w:]*)(?:\\{(.*)})? \\S+$");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"(?:[^\"\\\\]|\\\\.)*\"");

    private Expressions() {}

    public static List<Expression> all() {
        List<Expression> all = new ArrayList<>(ofAlerts());
        all.addAll(ofDashboards());
        return all;
    }

    static List<Expression> ofAlerts() {
        return alerts().stream()
                .map(alert -> new Expression(
                        alert.at("alert").text(), alert.at("expr").text()))
                .toList();
    }

    static List<Expression> ofDashboards() {
        List<Expression> all = new ArrayList<>();
        for (Path file : dashboards()) {
            Tree dashboard = Tree.parse(Checkout.text(file));
            for (Tree panel : dashboard.items("panels")) {
                for (Tree target : panel.items("targets")) {
                    String place = dashboard.at("title").text() + "/"
                            + panel.at("title").text();
                    all.add(new Expression(place, target.at("expr").text()));
                }
            }
        }
        return all;
    }

    static List<Tree> alerts() {
        return Tree.parse(Checkout.text(Checkout.file("deploy/prometheus/meridian-rules.yml"))).items("groups").stream()
                .flatMap(group -> group.items("rules").stream())
                .toList();
    }

    static List<Path> dashboards() {
        return Checkout.files(Checkout.file("deploy/grafana/dashboards"), ".json");
    }

    /**
     * The series of a scrape, each with its labels.
     *
     * @param text in the form that Prometheus reads
     */
    public static Map<String, Set<String>> scraped(String text) {
        Map<String, Set<String>> scraped = new TreeMap<>();
        Matcher sample = SAMPLE.matcher(text);
        while (sample.find()) {
            Set<String> labels = scraped.computeIfAbsent(sample.group(1), name -> new TreeSet<>());
            if (sample.group(2) != null) {
                LABEL.matcher(sample.group(2)).results().forEach(label -> labels.add(label.group(1)));
            }
        }
        return scraped;
    }
}

package io.meridian.deploy.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.meridian.deploy.Checkout;
import io.meridian.deploy.Tree;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What of dashboards and alerts can be wrong without an instance; {@code ContainersIT} asks a real one for their series. */
class ExpressionsTest {
    private static final Map<String, Set<String>> SCRAPED = Expressions.scraped("""
            # HELP kafka_a_total Of a.
            kafka_a_total{code="x",partition="0"} 1.0
            meridian_b 2.0
            jvm_c{area="he\\"ap, {x}"} 3.0E9
            """);

    @Test
    void shouldFindTheSeriesOfAScrape() {
        assertThat(SCRAPED)
                .isEqualTo(Map.of(
                        "kafka_a_total", Set.of("code", "partition"), "meridian_b", Set.of(), "jvm_c", Set.of("area")));
    }

    @Test
    void shouldFindNoFaultWhereAllIsThere() {
        assertThat(faults("sum by (code, instance) (rate(kafka_a_total{instance=~\"$i\",partition!=\"1\"}[5m]))"))
                .isEmpty();
        assertThat(faults("meridian_b > 0 and up{job=\"meridian\"} == 1 or sum(jvm_c{area=\"heap\"})"))
                .isEmpty();
    }

    @Test
    void shouldNameSeriesAndLabelsThatAreNotThere() {
        assertThat(faults("rate(kafka_b_total{job=\"meridian\"}[5m])"))
                .containsExactly("place: no series is called kafka_b_total");
        assertThat(faults("sum(meridian_c)")).containsExactly("place: no series is called meridian_c");
        assertThat(faults("kafka_a_total{topic=\"x\"}"))
                .containsExactly("place: kafka_a_total has no label topic, but [code, partition]");
        assertThat(faults("sum by (topic) (kafka_a_total)"))
                .containsExactly("place: nothing that it names has a label topic");
    }

    @Test
    void shouldShowAndWatchWhatCanGoWrong() {
        List<String> topics = List.of(
                "readings_accepted",
                "readings_rejected",
                "watermark_lag",
                "records_lag",
                "rebalance_total",
                "restore_remaining",
                "commit_latency",
                "rest_requests_seconds_bucket",
                "jvm_memory_used",
                "ingest_paused");

        assertThat(topics).allSatisfy(topic -> {
            assertThat(Expressions.ofAlerts()).anyMatch(one -> one.text().contains(topic));
            assertThat(Expressions.ofDashboards()).anyMatch(one -> one.text().contains(topic));
        });
    }

    @Test
    void shouldTellOfEachAlertWhatItMeansAndHowUrgentItIs() {
        assertThat(Expressions.alerts()).isNotEmpty().allSatisfy(alert -> {
            assertThat(alert.at("labels").at("severity").text()).isIn("page", "ticket");
            assertThat(alert.at("annotations").entries()).containsOnlyKeys("summary", "description");
            assertThat(alert.at("expr").text()).contains("job=\"meridian\"");
        });
        assertThat(Expressions.alerts())
                .extracting(alert -> alert.at("alert").text())
                .doesNotHaveDuplicates();
    }

    @Test
    void shouldAskTheInstancesOfTheComposition() {
        Tree job = Tree.parse(Checkout.text(Checkout.file("deploy/prometheus/prometheus.yml")))
                .items("scrape_configs")
                .get(0);
        Tree services =
                Tree.parse(Checkout.text(Checkout.file("docker-compose.yml"))).at("services");

        assertThat(job.at("job_name").text()).isEqualTo("meridian");
        assertThat(job.items("static_configs").get(0).items("targets"))
                .extracting(Tree::text)
                .containsExactlyInAnyOrderElementsOf(services.entries().keySet().stream()
                        .filter(name -> Pattern.matches("meridian-\\d", name))
                        .map(name -> name + ":8080")
                        .toList());
    }

    @Test
    void shouldTakeTheDashboardsFromWhereTheyAreMounted() {
        String provider = Checkout.text(Checkout.file("deploy/grafana/provisioning/dashboards/meridian.yml"));
        String source = Checkout.text(Checkout.file("deploy/grafana/provisioning/datasources/prometheus.yml"));
        Tree grafana = Tree.parse(Checkout.text(Checkout.file("docker-compose.yml")))
                .at("services")
                .at("grafana");
        String path = Tree.parse(provider)
                .items("providers")
                .get(0)
                .at("options")
                .at("path")
                .text();
        String uid = Tree.parse(source).items("datasources").get(0).at("uid").text();

        assertThat(grafana.items("volumes"))
                .extracting(Tree::text)
                .contains("./deploy/grafana/dashboards:" + path + ":ro");
        String home = grafana.at("environment")
                .at("GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH")
                .text();
        assertThat(Checkout.file("deploy/grafana/dashboards").resolve(home.substring(path.length() + 1)))
                .exists();
        assertThat(Expressions.dashboards()).hasSize(2).allSatisfy(file -> {
            Tree dashboard = Tree.parse(Checkout.text(file));
            assertThat(dashboard.items("panels"))
                    .extracting(panel -> panel.at("id").text())
                    .doesNotHaveDuplicates();
            assertThat(dashboard.items("panels"))
                    .filteredOn(panel -> !panel.at("type").text().equals("row"))
                    .allSatisfy(panel ->
                            assertThat(panel.at("datasource").at("uid").text()).isEqualTo(uid));
        });
    }

    private static Set<String> faults(String expression) {
        return new Expression("place", expression).faults(SCRAPED);
    }
}

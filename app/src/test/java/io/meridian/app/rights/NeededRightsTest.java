package io.meridian.app.rights;

import static org.assertj.core.api.Assertions.assertThat;

import io.meridian.app.config.MeridianConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NeededRightsTest {
    @Test
    void shouldNeedNoTransactionsWhereNoneAreMade() {
        assertThat(run(Map.of("processing.guarantee", "exactly_once_v2")))
                .contains("WRITE on the transactional ids meridian-*");
        assertThat(run(Map.of("processing.guarantee", "at_least_once")))
                .noneMatch(right -> right.contains("transactional"));
    }

    @Test
    void shouldNeedToCreateTheTopicsOfTheContractOnlyWhereItIsToCreateThem() {
        assertThat(run(Map.of("topics.create", "true"))).contains("CREATE on the topic telemetry.raw");
        assertThat(run(Map.of("topics.create", "false")))
                .filteredOn(right -> right.startsWith("CREATE"))
                .containsExactly("CREATE on the topics meridian-*");
    }

    @Test
    void shouldNeedWhatItsSettingsName() {
        assertThat(run(Map.of("application.id", "other", "topic.raw", "in")))
                .contains("READ on the topic in", "READ on the group other", "DELETE on the topics other-*")
                .noneMatch(right -> right.endsWith(" telemetry.raw") || right.contains("meridian"));
    }

    private static List<String> run(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("kafka.bootstrap.servers", "b:1");
        return NeededRights.ofRun(MeridianConfig.of(all)).stream()
                .map(Right::words)
                .toList();
    }
}

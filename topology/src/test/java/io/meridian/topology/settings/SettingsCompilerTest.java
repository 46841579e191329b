package io.meridian.topology.settings;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.meridian.topology.settings.CompileResult.Compiled;
import io.meridian.topology.settings.CompileResult.Refused;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsCompilerTest {
    @Test
    void shouldCompileRegionsAndMetricsOfSeveralDocumentsAndFiles() {
        Settings settings = compiled(Map.of(
                "a.yaml", """
                        regions:
                          us: [d-0000..d-1999, d-8842]
                        ---
                        metrics:
                          temperature: {min: -40, max: 125, unit: celsius}
                        """,
                "b.yaml", "regions:\n  no: [d-2000..d-2001]\nunknown_metrics: reject\n"));

        assertThat(settings.region(0)).contains("us");
        assertThat(settings.region(1_999)).contains("us");
        assertThat(settings.region(8_842)).contains("us");
        assertThat(settings.region(2_001)).as("a name, and not a truth value").contains("no");
        assertThat(settings.region(5_000)).contains("unassigned");
        assertThat(settings.limits("temperature")).contains(new Limits(-40, 125, "celsius"));
        assertThat(settings.limits("humidity")).isEmpty();
        assertThat(settings.sha256()).matches("[0-9a-f]{64}");
    }

    @Test
    void shouldRejectUnmappedDevicesWhereToldTo() {
        Settings settings = compiled(Map.of("a.yaml", "regions: {us: [d-0001]}\nunmapped_devices: reject\n"));

        assertThat(settings.regionIndex(2)).isNegative();
        assertThat(settings.region(2)).isEmpty();
    }

    @Test
    void shouldAcceptWhatSaysNothing() {
        Settings settings = compiled(Map.of("a.yaml", "", "b.yaml", "# only a comment\n", "c.yaml", "\uFEFF---\n"));

        assertThat(settings.regions()).containsExactly("unassigned");
        assertThat(settings.limits("anything")).contains(Limits.DEFAULT);
    }

    @ParameterizedTest(name = "{1}:{2} for {0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "regions: [us] | 1 | regions",
                "regions: {us: d-0000} | 1 | regions.us",
                "regions: {us: [d-0001..d-0000]} | 1 | regions.us",
                "regions: {us: [d-00001]} | 1 | regions.us",
                "regions: {us: [0001]} | 1 | regions.us",
                "regions: {us: [d-0000..]} | 1 | regions.us",
                "regions: {us: [[d-0000]]} | 1 | regions.us",
                "regions: {'': [d-0000]} | 1 | regions.",
                "regions: {a b: [d-0000]} | 1 | regions.a b",
                "regions: {unassigned: [d-0000]} | 1 | regions.unassigned",
                "regions: {us: [d-0000..d-0010, d-0010]} | 1 | regions.us",
                "regions: {us: [d-0000],~eu: [d-0000]} | 2 | regions.eu",
                "regions: {us: [d-0000],~us: [d-0001]} | 2 | regions.us",
                "regions: {us: [d-0000]}~regions: {eu: [d-0001]} | 2 | regions",
                "unmapped_devices: maybe | 1 | unmapped_devices",
                "unmapped_devices: [] | 1 | unmapped_devices",
                "unknown_metrics: true | 1 | unknown_metrics",
                "region: {} | 1 | region",
                "metrics: 5 | 1 | metrics",
                "metrics: {a: 5} | 1 | metrics.a",
                "metrics: {a: {min: 2, max: 1}} | 1 | metrics.a",
                "metrics: {a: {min: '0'}} | 1 | metrics.a.min",
                "metrics: {a: {min: .nan}} | 1 | metrics.a.min",
                "metrics: {a: {max: .inf}} | 1 | metrics.a.max",
                "metrics: {a: {max: 1e999}} | 1 | metrics.a.max",
                "metrics: {a: {max: true}} | 1 | metrics.a.max",
                "metrics: {a: {unit: 5}} | 1 | metrics.a.unit",
                "metrics: {a: {minimum: 5}} | 1 | metrics.a.minimum",
                "metrics: {' ': {min: 5}} | 1 | 'metrics. '",
                "- regions | 1 | ''",
                "just text | 1 | ''",
                "{a: 1 | 1 | ''",
                "a: &x {}~b: *x | 2 | ''",
                "a: [1, | 1 | ''",
                "? [a]~: b | 1 | ''"
            })
    void shouldRefuseAndSayWhere(String yaml, int line, String field) {
        List<SettingsProblem> problems =
                refused(Map.of("f.yaml", yaml.replace('~', '\n').getBytes(UTF_8)));

        assertThat(problems).extracting(SettingsProblem::file).containsOnly("f.yaml");
        assertThat(problems).extracting(SettingsProblem::field).contains(field);
        assertThat(problems).extracting(SettingsProblem::line).contains(line);
    }

    @Test
    void shouldReportAllProblemsOfAllFilesTogether() {
        List<SettingsProblem> problems = refused(Map.of(
                "a.yaml", "regions: {us: [x]}\nunmapped_devices: 1\n".getBytes(UTF_8),
                "b.yaml", "metrics: {m: {min: x}}\n".getBytes(UTF_8)));

        assertThat(problems)
                .extracting(SettingsProblem::file, SettingsProblem::line, SettingsProblem::field)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("a.yaml", 1, "regions.us"),
                        org.assertj.core.groups.Tuple.tuple("a.yaml", 2, "unmapped_devices"),
                        org.assertj.core.groups.Tuple.tuple("b.yaml", 1, "metrics.m.min"));
    }

    @Test
    void shouldRefuseAKeyThatStandsInTwoFiles() {
        List<SettingsProblem> problems = refused(Map.of(
                "a.yaml", "regions: {us: [d-0000]}".getBytes(UTF_8),
                "b.yaml", "regions: {us: [d-0001]}".getBytes(UTF_8)));

        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.file()).isEqualTo("b.yaml");
            assertThat(problem.message()).contains("a.yaml:1");
        });
    }

    @Test
    void shouldRefuseHostileBytesWithoutHarm() {
        assertThat(refused(Map.of("a.yaml", new byte[] {(byte) 0xff, 0, 1}))).hasSize(1);
        assertThat(refused(Map.of("a.yaml", new byte[2_000_000]))).hasSize(1);
        assertThat(refused(Map.of("a.yaml", "[".repeat(500_000).getBytes(UTF_8))))
                .hasSize(1);
        assertThat(refused(Map.of("a.yaml", "{a: ".repeat(100_000).getBytes(UTF_8))))
                .hasSize(1);
        assertThat(refused(Map.of("a.yaml", "a: !!java.net.URL [x]".getBytes(UTF_8))))
                .isNotEmpty();
    }

    @Test
    void shouldRefuseWhatWouldTakeMemoryWithoutEnd() {
        assertThat(refused(
                        Map.of("a.yaml", "- a\n".repeat(SettingsDraft.MAX_NODES).getBytes(UTF_8))))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("50000"));
        String half = "x: {" + "a,".repeat(SettingsDraft.MAX_NODES / 4) + "}";
        assertThat(refused(Map.of("a.yaml", half.getBytes(UTF_8), "b.yaml", half.getBytes(UTF_8))))
                .extracting(SettingsProblem::message)
                .anyMatch(message -> message.contains("in all files together"));
        String longName = "m".repeat(300_000);
        assertThat(refused(Map.of(
                        "a.yaml",
                        ("metrics:\n  ? " + longName + "\n  : {" + "a: 1, ".repeat(10_000) + "}").getBytes(UTF_8))))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("256"));
        assertThat(refused(Map.of("a.yaml", ("z: " + "y".repeat(500_000)).getBytes(UTF_8)))
                        .toString())
                .hasSizeLessThan(2_000);
    }

    @Test
    void shouldSayItsRulesAsTheyWereWritten() {
        Settings settings = compiled(
                Map.of(
                        "a.yaml",
                        "regions: {us: [d-0000..d-0002, d-0007], eu: [d-0003]}\nunmapped_devices: reject\nunknown_metrics: reject\n"));

        assertThat(settings.devices())
                .isEqualTo(Map.of("us", List.of("d-0000..d-0002", "d-0007"), "eu", List.of("d-0003")));
        assertThat(settings.acceptsUnmappedDevices()).isFalse();
        assertThat(settings.acceptsUnknownMetrics()).isFalse();
        assertThat(Settings.defaults().devices()).isEmpty();
        assertThat(Settings.defaults().acceptsUnmappedDevices()).isTrue();
        assertThat(Settings.defaults().acceptsUnknownMetrics()).isTrue();
    }

    /** The contract with whoever writes refresh events; the connector's tests hold it to the same figure. */
    @Test
    void shouldHashPathsAndHashesInTheOrderOfPaths() {
        // printf 'a.yaml\n%s\nb.yaml\n%s\n' "$(printf 'a: 1\n' | sha256sum | cut -c-64)" \
        //   "$(printf '' | sha256sum | cut -c-64)" | sha256sum
        assertThat(SettingsCompiler.sha256(
                        new TreeMap<>(Map.of("b.yaml", new byte[0], "a.yaml", "a: 1\n".getBytes(UTF_8)))))
                .isEqualTo("1e9cc830150073cb9949d98f35751da833152942f73b9eacc930cf616e1209d3");
    }

    @Test
    void shouldHashWhatTheFilesHoldAndNotTheirOrder() {
        String one = compiled(Map.of("a.yaml", "# 1", "b.yaml", "# 2")).sha256();

        assertThat(compiled(Map.of("b.yaml", "# 2", "a.yaml", "# 1")).sha256()).isEqualTo(one);
        assertThat(compiled(Map.of("a.yaml", "# 2", "b.yaml", "# 1")).sha256()).isNotEqualTo(one);
    }

    private static Settings compiled(Map<String, String> files) {
        Map<String, byte[]> bytes = files.entrySet().stream()
                .collect(java.util.stream.Collectors.toMap(
                        Map.Entry::getKey, file -> file.getValue().getBytes(UTF_8)));
        CompileResult result = SettingsCompiler.compile(1, 0, bytes);
        assertThat(result).isInstanceOf(Compiled.class);
        return ((Compiled) result).settings();
    }

    private static List<SettingsProblem> refused(Map<String, byte[]> files) {
        CompileResult result = SettingsCompiler.compile(1, 0, files);
        assertThat(result).isInstanceOf(Refused.class);
        return ((Refused) result).problems();
    }
}

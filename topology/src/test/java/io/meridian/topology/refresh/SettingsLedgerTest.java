package io.meridian.topology.refresh;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.meridian.topology.settings.Settings;
import io.meridian.topology.settings.SettingsCompiler;
import io.meridian.topology.settings.SettingsProblem;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SettingsLedgerTest {
    private static final String NOON = "2025-03-12T12:00:00.000Z";
    private static final long RECORD_TIME = Instant.parse(NOON).toEpochMilli();
    private static final byte[] KEY = Event.SOURCE.getBytes(UTF_8);
    private static final String US = "regions: {us: [d-0000..d-0004]}\n";
    private static final String EU = "regions: {eu: [d-0000..d-0004]}\n";

    private final SettingsLedger ledger = new SettingsLedger(Event.SOURCE, Settings.defaults());
    private long offset;

    @Test
    void shouldJudgeByEachEventFromItsTimeOn() {
        take(Event.of(7, NOON, US));
        take(Event.of(9, "2025-03-12T12:00:01.000Z", EU));

        assertThat(region(RECORD_TIME - 1)).as("the oldest known").isEqualTo("us");
        assertThat(region(RECORD_TIME + 999)).isEqualTo("us");
        assertThat(region(RECORD_TIME + 1_000)).isEqualTo("eu");
        assertThat(ledger.status().timeline().newest().generation()).isEqualTo(9);
        assertThat(ledger.status().refused()).isZero();
    }

    @Test
    void shouldLetTheStandInHoldUntilThereIsAnEvent() {
        assertThat(region(RECORD_TIME)).isEqualTo("unassigned");
        assertThat(ledger.hasSettings()).isFalse();
        assertThat(ledger.status().fromTopic()).isFalse();

        take(Event.of(1, NOON, US));

        assertThat(region(0)).isEqualTo("us");
        assertThat(ledger.status().fromTopic()).isTrue();
    }

    @Test
    void shouldTakeWhatTheContractMayGrowBy() {
        assertThat(take(Event.of(1, NOON, US).with("signed_by", "{\"name\":[\"x\",{}]}")))
                .isInstanceOf(Taken.Accepted.class);
    }

    @Test
    void shouldTakeGenerationsThatCountAndGenerationsOfAClock() {
        assertThat(take(Event.of(1, NOON, US))).isInstanceOf(Taken.Accepted.class);
        assertThat(take(Event.of(2, NOON, US))).isInstanceOf(Taken.Accepted.class);
        assertThat(take(Event.of(RECORD_TIME + 5_000, NOON, US))).isInstanceOf(Taken.Accepted.class);
        assertThat(take(Event.of(RECORD_TIME + 5_001, NOON, US))).isInstanceOf(Taken.Accepted.class);
    }

    @Test
    void shouldNotMindTheNewestOnceMore() {
        take(Event.of(7, NOON, US));

        assertThat(take(Event.of(7, NOON, US))).isInstanceOf(Taken.Repeated.class);
        assertThat(take(Event.of(7, NOON, EU))).isInstanceOf(Taken.Refused.class);
    }

    @Test
    void shouldSayWhereTheFaultIs() {
        Map<String, String> files =
                Map.of("metrics.yaml", "metrics:\n  t: {min: 5, max: 1}\n", "regions.yaml", "a: 1\n");

        take(Event.of(7, NOON, files));

        Refusal refusal = ledger.status().lastRefusal().orElseThrow();
        assertThat(refusal.offset()).isZero();
        assertThat(refusal.timestamp()).isEqualTo(RECORD_TIME);
        assertThat(refusal.generation()).hasValue(7);
        assertThat(refusal.problems())
                .extracting(SettingsProblem::file, SettingsProblem::line, SettingsProblem::field)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("metrics.yaml", 2, "metrics.t"),
                        org.assertj.core.groups.Tuple.tuple("regions.yaml", 1, "a"));
    }

    @Test
    void shouldKeepWhyInBounds() {
        StringBuilder yaml = new StringBuilder();
        for (int i = 0; i < 5_000; i++) {
            yaml.append("key\u0007").append(i).append(": x\n");
        }
        take(Event.of(7, NOON, yaml.toString().replace("\u0007", "-")));

        Refusal refusal = ledger.status().lastRefusal().orElseThrow();
        assertThat(refusal.problems()).hasSize(20);
        assertThat(refusal.more()).isPositive();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void shouldStayWithTheLastGoodSettings(String name, byte @Nullable [] key, byte @Nullable [] value) {
        take(Event.of(7, NOON, US));

        Taken taken = ledger.take(key, value, 1, RECORD_TIME);

        assertThat(taken).isInstanceOf(Taken.Refused.class);
        assertThat(((Taken.Refused) taken).refusal().problems().get(0).message())
                .isNotBlank()
                .doesNotContain("the program failed");
        assertThat(ledger.status().timeline().newest().generation()).isEqualTo(7);
        assertThat(ledger.status().timeline().size()).isEqualTo(1);
        assertThat(region(RECORD_TIME + 5_000)).isEqualTo("us");
        assertThat(ledger.status().refused()).isEqualTo(1);
        assertThat(take(Event.of(8, NOON, EU))).as("the next good one").isInstanceOf(Taken.Accepted.class);
    }

    static Stream<Arguments> shouldStayWithTheLastGoodSettings() {
        byte[] good = event().bytes();
        return Stream.of(
                hostile("no value", null),
                hostile("nothing", ""),
                hostile("no JSON", "reload please"),
                hostile("cut short", new String(good, UTF_8).substring(0, good.length - 9)),
                hostile("more after it", event().json() + "{}"),
                hostile("no object", "[" + event().json() + "]"),
                hostile("null", "null"),
                hostile("a byte-order mark", "\uFEFF" + event().json()),
                arguments("UTF-16", KEY, event().json().getBytes(java.nio.charset.StandardCharsets.UTF_16)),
                arguments(
                        "no UTF-8",
                        KEY,
                        event().json().replace("eu", "\u00fc").getBytes(java.nio.charset.StandardCharsets.ISO_8859_1)),
                hostile("deep JSON", "[".repeat(1_000_000)),
                hostile(
                        "deep field",
                        event().with("deep", "[".repeat(1_000_000)).json()),
                hostile("a field twice", event().json().replaceFirst("\\{", "{\"generation\":8,")),
                hostile(
                        "oversized",
                        event().with("pad", "\"" + "x".repeat(RefreshEventDecoder.MAX_BYTES) + "\"")
                                .json()),
                arguments("no key", null, good),
                arguments("a foreign key", "other".getBytes(UTF_8), good),
                hostile("a foreign source", event().with("source", "\"other\"").json()),
                hostile("a source that is no text", event().with("source", "7").json()),
                hostile("an older generation", Event.of(6, NOON, EU).json()),
                hostile(
                        "the same generation of other files",
                        Event.of(7, NOON, EU).json()),
                hostile("generation 0", event().with("generation", "0").json()),
                hostile(
                        "a negative generation",
                        event().with("generation", "-8").json()),
                hostile(
                        "a generation as text",
                        event().with("generation", "\"8\"").json()),
                hostile("a broken generation", event().with("generation", "8.5").json()),
                hostile(
                        "a generation with an exponent",
                        event().with("generation", "8e0").json()),
                hostile(
                        "a generation beyond a long",
                        event().with("generation", "9".repeat(30)).json()),
                hostile(
                        "a generation without end",
                        event().with("generation", "9".repeat(100_000)).json()),
                hostile("a huge generation", Event.of(Long.MAX_VALUE, NOON, EU).json()),
                hostile(
                        "a generation of next year",
                        Event.of(RECORD_TIME + 400L * 86_400_000, NOON, EU).json()),
                hostile("no time", event().with("effective_at", "\"soon\"").json()),
                hostile(
                        "a time as number",
                        event().with("effective_at", "1741780800000").json()),
                hostile(
                        "a time without zone",
                        event().with("effective_at", "\"2025-03-12T12:00:00\"").json()),
                hostile(
                        "a time before all",
                        event().with("effective_at", "\"0001-01-01T00:00:00Z\"").json()),
                hostile(
                        "a time after all",
                        event().with("effective_at", "\"+10000-01-01T00:00:00Z\"")
                                .json()),
                hostile("no detection", event().with("detected_at", "null").json()),
                hostile(
                        "a wrong hash",
                        event().with("sha256", "\"" + "0".repeat(64) + "\"").json()),
                hostile("a hash that is null", event().with("sha256", "null").json()),
                hostile(
                        "changes that are no list",
                        event().with("changes", "{}").json()),
                hostile("files that are no list", event().with("files", "{}").json()),
                hostile("files of numbers", event().with("files", "[1]").json()),
                hostile(
                        "files that are not those of the hash",
                        event().with("files", "[]").json()),
                hostile("a file without path", files("{\"sha256\":\"\",\"content\":\"\"}")),
                hostile("a file without hash", files("{\"path\":\"a\",\"content\":\"\"}")),
                hostile("a file without content", files("{\"path\":\"a\",\"sha256\":\"\"}")),
                hostile("a file with content that is null", files("{\"path\":\"a\",\"sha256\":\"\",\"content\":null}")),
                hostile("a file with a wrong hash", files(Event.file("a.yaml", "0".repeat(64), EU))),
                hostile("a blank path", files(Event.file(" ", hash(EU), EU))),
                hostile("a path of two lines", files(Event.file("a\nb", hash(EU), EU))),
                hostile("a path without end", files(Event.file("a".repeat(300), hash(EU), EU))),
                hostile("a path twice", files(Event.file("a", hash(EU), EU) + "," + Event.file("a", hash(US), US))),
                hostile("half a character", files("{\"path\":\"a\",\"sha256\":\"\",\"content\":\"\\ud800\"}")),
                yaml("no YAML", "regions: [unclosed"),
                yaml("no mapping", "just text"),
                yaml("an unknown key", "region: {us: [d-0000]}"),
                yaml("overlapping ranges", "regions: {us: [d-0000..d-0009], eu: [d-0009]}"),
                yaml("a wrong region", "regions: {'a b': [d-0000]}"),
                yaml("min above max", "metrics: {t: {min: 2, max: 1}}"),
                yaml("a key twice", "regions: {us: [d-0000]}\nregions: {eu: [d-0001]}"),
                yaml("a bomb of aliases", "a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\nd: [*c,*c]"),
                yaml("a merge bomb", "a: &a {b: {<<: *a}}"),
                yaml("a bomb of depth", "[".repeat(500_000)),
                yaml("a bomb of mappings", "{a: ".repeat(200_000)),
                yaml("a bomb of size", "# " + "x".repeat(2_000_000)),
                yaml("a bomb of values", "regions: {us: [" + "d-0000,".repeat(140_000) + "]}"),
                yaml("a bomb of names", "metrics: {" + "m".repeat(900_000) + ": {" + "a: 1," + "}}"),
                yaml("a bomb of documents", "---\n{}\n".repeat(140_000)),
                yaml("a foreign type", "a: !!javax.script.ScriptEngineManager [!!java.net.URL [\"http://localhost\"]]"),
                yaml("control characters", "regions: {\"u\u0000s\": [d-0000]}".replace("\u0000", "\\u0000")));
    }

    @ParameterizedTest
    @MethodSource
    void shouldNameAMissingField(String field) {
        take(Event.of(7, NOON, US));
        take(event().without(field));

        assertThat(ledger.status().lastRefusal().orElseThrow().problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.field()).isEqualTo(field));
        assertThat(region(RECORD_TIME)).isEqualTo("us");
    }

    static Stream<String> shouldNameAMissingField() {
        return Stream.of("source", "generation", "effective_at", "detected_at", "sha256", "changes", "files");
    }

    private static Event event() {
        return Event.of(8, NOON, EU);
    }

    private static Arguments hostile(String name, @Nullable String value) {
        return arguments(name, KEY, value == null ? null : value.getBytes(UTF_8));
    }

    private static Arguments yaml(String name, String content) {
        return hostile("YAML: " + name, Event.of(8, NOON, content).json());
    }

    private static String files(String json) {
        return event().with("files", "[" + json + "]").json();
    }

    private static String hash(String content) {
        return SettingsCompiler.sha256(content.getBytes(UTF_8));
    }

    private Taken take(Event event) {
        return ledger.take(KEY, event.bytes(), offset++, RECORD_TIME);
    }

    private String region(long timestamp) {
        return ledger.status().timeline().at(timestamp).region(3).orElseThrow();
    }
}

package io.meridian.app.exactness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.meridian.avro.AvroDeserializer;
import io.meridian.avro.RegionAggregate;
import io.meridian.local.ChildProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole loop, with the program as its operator runs it: seen, understood, mended, sent back. */
class DeadLetterLoopIT {
    private static final String APPLICATION = "loop";
    private static final int PARTITIONS = 3;
    private static final int BAD = 10_000;
    private static final int KILLS = 3;

    private final long seed = Long.getLong("meridian.seed", new SplittableRandom().nextLong());
    private final List<PlannedRecord> load = BadRecords.of(seed, APPLICATION + ".raw", PARTITIONS, BAD);
    private final Map<String, Long> expectedByCode = new TreeMap<>();
    private LoopTrial trial;

    @BeforeEach
    void start(@TempDir Path directory) throws Exception {
        bad().forEach(planned -> expectedByCode.merge(planned.code(), 1L, Long::sum));
        trial = new LoopTrial(directory, APPLICATION, PARTITIONS)
                .with("reading.max.bytes", "" + BadRecords.MAX_BYTES)
                .with("reading.unknown.fields", "reject")
                .with("dlq.reconcile.secret", "a secret of this very test");
        trial.settings("2025-01-02T00:00:00Z", BadRecords.STRICT);
        trial.start();
    }

    @AfterEach
    void stop() {
        trial.close();
    }

    @Test
    void shouldShowMendAndSendBackEachOnceThroughKills() throws Exception {
        System.out.println("seed " + seed);
        trial.send(load.stream().map(PlannedRecord::record).toList());
        trial.awaiting("everything that is bad rejected")
                .untilAsserted(() -> assertThat(trial.deadLetters()).hasSize(BAD));
        checkList();
        checkWhatCommandsSay();

        trial.settings("2025-01-01T00:00:00Z", BadRecords.MENDED);
        trial.awaitSettings();
        redriveThroughKills();
        checkSentBack();

        int stillBad = (int) bad().stream()
                .filter(planned -> !BadRecords.MENDABLE.contains(planned.code()))
                .count();
        trial.awaiting("what is bad rejected again")
                .untilAsserted(() -> assertThat(trial.deadLetters()).hasSize(BAD + stillBad));
        assertThat(trial.deadLetters())
                .filteredOn(letter -> text(letter, "meridian.dlq.attempt").equals("1"))
                .hasSize(stillBad)
                .allSatisfy(letter -> assertThat(letter.headers().lastHeader("meridian.reconcile"))
                        .isNull());
        checkFinals();
        checkThatAttemptsEnd();
    }

    private List<PlannedRecord> bad() {
        return load.stream().filter(planned -> !planned.code().isEmpty()).toList();
    }

    /** Every one is in the list, once, with its own bytes; and nothing that the list says does anything to a terminal. */
    private void checkList() throws Exception {
        Map<String, PlannedRecord> planned = byPlace();
        Map<String, Long> byCode = new TreeMap<>();
        Map<String, JsonNode> seen = new HashMap<>();
        String next = "";
        do {
            JsonNode page = trial.json("/v1/dead-letters?limit=1000" + next);
            for (JsonNode row : page.path("rows")) {
                byCode.merge(row.path("code").asText(), 1L, Long::sum);
                String place = row.at("/origin/partition").asText() + ":"
                        + row.at("/origin/offset").asText();
                assertThat(seen.put(place, row)).as(place).isNull();
                checkRow(row, requireNonNull(planned.get(place), place));
            }
            next = page.path("next").isNull()
                    ? ""
                    : "&cursor=" + page.path("next").asText();
        } while (!next.isEmpty());
        assertThat(seen).hasSize(BAD);
        assertThat(byCode).isEqualTo(expectedByCode);
        for (String code : expectedByCode.keySet()) {
            assertThat(trial.json("/v1/dead-letters?limit=1000&code=" + code).path("rows"))
                    .hasSizeGreaterThanOrEqualTo(
                            requireNonNull(expectedByCode.get(code)).intValue());
        }
    }

    /** The offset of a record is its place among those sent to its partition, as nothing else has written there yet. */
    private Map<String, PlannedRecord> byPlace() {
        Map<Integer, Integer> next = new HashMap<>();
        Map<String, PlannedRecord> places = new HashMap<>();
        for (PlannedRecord planned : load) {
            int partition = planned.record().partition();
            places.put(partition + ":" + (next.merge(partition, 1, Integer::sum) - 1), planned);
        }
        return places;
    }

    private static void checkRow(JsonNode row, PlannedRecord planned) {
        assertThat(row.path("code").asText()).isEqualTo(planned.code());
        assertThat(RecordPrint.shown(row.path("payload")))
                .isEqualTo(planned.record().value());
        assertThat(RecordPrint.shown(row.path("key")))
                .isEqualTo(planned.record().key());
        StringBuilder headers = new StringBuilder();
        row.path("headers")
                .forEach(header -> headers.append(
                        RecordPrint.of(header.path("name").asText(), RecordPrint.shown(header.path("value")))));
        assertThat(headers).hasToString(RecordPrint.of(planned.record().headers()));
    }

    private void checkWhatCommandsSay() {
        String stats = trial.run("dlq", "stats");
        expectedByCode.forEach((code, count) -> assertThat(stats).containsPattern(code + " +" + count));
        assertThat(stats).contains(BAD + " dead letters");
        for (String said : List.of(stats, trial.run("dlq", "list", "--limit", "2000"))) {
            assertThat(said.lines())
                    .as("no escape, no line break, nothing that hides or turns text")
                    .noneMatch(line -> line.chars()
                            .anyMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT));
        }
        assertThat(trial.run("dlq", "list", "--output", "json", "--code", "INVALID_DEVICE_ID", "--limit", "50")
                        .lines())
                .hasSize(50)
                .allMatch(line -> line.matches("[ -~]*"));
        assertThat(trial.run("dlq", "redrive", "--all", "--dry-run")).contains("Would send back " + BAD + ", left 0");
    }

    private void redriveThroughKills() {
        long before = trial.rawEnd();
        for (int kill = 0; kill < KILLS; kill++) {
            long at = trial.rawEnd();
            ChildProcess redrive = trial.command("dlq", "redrive", "--all", "--reconcile", "--rate", "1200");
            trial.awaiting("something sent").pollInterval(Duration.ofMillis(20)).until(() -> trial.rawEnd() > at + 300);
            redrive.kill();
            assertThat(redrive.awaitExit(LoopTrial.PATIENCE)).isTrue();
        }
        assertThat(trial.rawEnd() - before).as("killed in the middle").isBetween(900L, BAD - 500L);
        assertThat(trial.run("dlq", "redrive", "--all", "--reconcile")).contains("Sent back " + BAD + ", left 0");
    }

    /** What lies in the raw topic behind the load is each dead letter, once, as it was. */
    private void checkSentBack() {
        List<String> found = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : trial.records(".raw")) {
            if (record.headers().lastHeader("meridian.dlq.attempt") == null) {
                continue;
            }
            assertThat(text(record, "meridian.dlq.attempt")).isEqualTo("1");
            record.headers().remove("meridian.dlq.attempt").remove("meridian.reconcile");
            found.add(RecordPrint.of(
                    record.partition(), record.timestamp(), record.key(), record.value(), record.headers()));
        }
        List<String> expected = bad().stream()
                .map(PlannedRecord::record)
                .map(record -> RecordPrint.of(
                        record.partition(), record.timestamp(), record.key(), record.value(), record.headers()))
                .toList();
        assertThat(RecordPrint.counted(found)).isEqualTo(RecordPrint.counted(expected));
    }

    /** As if every reading that could be mended had come in time, in good order, under the mended settings. */
    private void checkFinals() {
        List<PlannedRecord> readings = load.stream()
                .filter(planned -> planned.reading() != null)
                .sorted(Comparator.comparingLong(
                        planned -> requireNonNull(planned.reading()).timestamp()))
                .map(planned ->
                        new PlannedRecord(new ProducerRecord<>("any", 0, null, new byte[0]), planned.reading(), ""))
                .toList();
        Oracle oracle = new Oracle(readings);
        assertThat(oracle.rejected())
                .as("late, by an oracle that never saw lateness")
                .isZero();
        AvroDeserializer<RegionAggregate> values = new AvroDeserializer<>();
        values.configure(Map.of("schema.registry.url", trial.registry()), false);
        try (CommittedOutput finals = new CommittedOutput(trial.kafka(), APPLICATION + ".aggregates.final")) {
            FinalRows rows = new FinalRows(values, APPLICATION + ".aggregates.final");
            trial.awaiting("everything counted")
                    .until(
                            () -> {
                                finals.drain(rows::take);
                                return rows.counted();
                            },
                            counted -> counted == oracle.counted());
            rows.check(oracle);
        }
    }

    private void checkThatAttemptsEnd() {
        long some = requireNonNull(expectedByCode.get("WRONG_TYPE"));
        for (int attempt = 2; attempt <= 3; attempt++) {
            assertThat(trial.run("dlq", "redrive", "--code", "WRONG_TYPE")).contains("Sent back " + some);
            long letters = (attempt + 1) * some;
            trial.awaiting("rejected again")
                    .until(() -> trial.deadLetters().stream()
                                    .filter(letter ->
                                            text(letter, "meridian.error.code").equals("WRONG_TYPE"))
                                    .count()
                            == letters);
        }
        assertThat(trial.run("dlq", "redrive", "--code", "WRONG_TYPE"))
                .contains(
                        "Sent back 0",
                        some + " sent back dlq.max.attempts times already",
                        3 * some + " sent back before");
    }

    private static String text(ConsumerRecord<byte[], byte[]> record, String header) {
        return new String(
                requireNonNull(record.headers().lastHeader(header), header).value(), UTF_8);
    }
}

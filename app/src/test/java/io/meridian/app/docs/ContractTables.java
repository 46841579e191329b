package io.meridian.app.docs;

import io.meridian.reading.RejectCode;
import io.meridian.topic.CleanupPolicy;
import io.meridian.topic.PartitionRule;
import io.meridian.topic.TelemetryTopics;
import io.meridian.topic.TopicSpec;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.parser.OpenAPIV3Parser;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What producers, consumers and operators build on, as the code has it. */
final class ContractTables {
    /** Of the broker's default for raw. */
    private static final int RAW_MAX_MESSAGE_BYTES = 1_048_588;

    private ContractTables() {}

    static String topics() {
        return TelemetryTopics.defaults().all().stream()
                .map(ContractTables::row)
                .collect(Collectors.joining(
                        "", "| topic | key | value | partitions | created with |\n|---|---|---|---|---|\n", ""));
    }

    private static String row(TopicSpec<?, ?> topic) {
        Map<String, String> settings = new TreeMap<>(topic.settingsWhenCreated(RAW_MAX_MESSAGE_BYTES));
        settings.put("cleanup.policy", CleanupPolicy.setting(topic.cleanup()));
        return "| `" + topic.name() + "` | " + topic.key().getSimpleName() + " | "
                + topic.value().getSimpleName() + " | " + partitions(topic.partitions()) + " | "
                + settings.entrySet().stream()
                        .map(setting -> "`" + setting.getKey() + "=" + setting.getValue() + "`")
                        .collect(Collectors.joining(" "))
                + " |\n";
    }

    private static String partitions(PartitionRule rule) {
        if (rule instanceof PartitionRule.OwnersChoice choice) {
            return "its owner's choice; " + choice.whenCreated() + " where Meridian creates it";
        }
        if (rule instanceof PartitionRule.Exactly exactly) {
            return String.valueOf(exactly.count());
        }
        return rule instanceof PartitionRule.AsRaw ? "as raw" : "as the store";
    }

    static String routes() {
        String contract = Documents.text(Documents.ROOT.resolve("app/src/main/resources/openapi.yaml"));
        StringBuilder rows = new StringBuilder("| route | what it answers |\n|---|---|\n");
        new OpenAPIV3Parser()
                .readContents(contract)
                .getOpenAPI()
                .getPaths()
                .forEach((path, item) -> item.readOperationsMap()
                        .forEach((method, operation) -> rows.append(row(path, method, operation))));
        return rows.toString();
    }

    private static String row(String path, PathItem.HttpMethod method, Operation operation) {
        return "| `" + method + " " + path + "` | " + operation.getSummary() + " |\n";
    }

    /** The names of all codes, in their order. */
    static String codes() {
        return java.util.Arrays.stream(RejectCode.values())
                .map(code -> "`" + code + "`")
                .collect(Collectors.joining(" "));
    }
}

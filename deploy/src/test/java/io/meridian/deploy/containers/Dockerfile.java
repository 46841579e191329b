package io.meridian.deploy.containers;

import io.meridian.deploy.Checkout;
import io.meridian.deploy.Tree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The instructions of {@code Dockerfile}, by the stage that they stand in. */
final class Dockerfile {
    /**
     * One instruction.
     *
     * @param stage the name of its stage
     */
    record Instruction(String stage, String keyword, String arguments) {
        List<String> words() {
            return Arrays.asList(arguments.trim().split("\\s+"));
        }
    }

    private final List<Instruction> instructions = new ArrayList<>();

    Dockerfile() {
        String joined = Checkout.text(Checkout.file("Dockerfile")).replaceAll("\\\\\\n", " ");
        String stage = "";
        for (String line : joined.split("\n")) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] parts = line.split("\\s+", 2);
            if (parts[0].equals("FROM")) {
                stage = parts[1].replaceFirst(".*\\sAS\\s+", "");
            }
            instructions.add(new Instruction(stage, parts[0], parts[1]));
        }
    }

    List<Instruction> all(String keyword) {
        return instructions.stream()
                .filter(one -> one.keyword().equals(keyword))
                .toList();
    }

    /** The last one of its kind in a stage, which is the one in force. */
    Instruction last(String stage, String keyword) {
        return all(keyword).stream()
                .filter(one -> one.stage().equals(stage))
                .reduce((first, second) -> second)
                .orElseThrow(() -> new AssertionError("no " + keyword + " in " + stage));
    }

    /** What a container of the last stage runs, where nobody says otherwise. */
    List<String> entrypoint() {
        return list("ENTRYPOINT");
    }

    List<String> command() {
        return list("CMD");
    }

    /** The environment that the last stage brings. */
    Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>();
        for (String pair : last("meridian", "ENV").words()) {
            environment.put(pair.split("=", 2)[0], pair.split("=", 2)[1]);
        }
        return environment;
    }

    private List<String> list(String keyword) {
        return Tree.parse(last("meridian", keyword).arguments()).items().stream()
                .map(Tree::text)
                .toList();
    }
}

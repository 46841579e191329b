package io.meridian.chaos;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What a run was asked for by properties, and the words that ask for the same again. */
final class Run {
    final long seed = Seed.ofThisRun();
    final int minutes = Integer.getInteger("chaos.minutes", 2);

    /** What the instances are told beyond the stage's own settings. */
    final Map<String, String> instances = pairs(property("settings"));

    /** What the brokers are told. */
    final Map<String, String> brokers = pairs(property("brokers"));

    private final String words;

    /** @param names of the properties that this kind of run looks at, without {@code chaos.} */
    Run(String... names) {
        StringBuilder asked = new StringBuilder("-Dchaos.seed=" + seed);
        for (String name : names) {
            asked.append(" -Dchaos.").append(name).append('=').append(property(name));
        }
        for (String name : new String[] {"settings", "brokers"}) {
            if (!property(name).isEmpty()) {
                asked.append(" -Dchaos.").append(name).append('=').append(property(name));
            }
        }
        words = asked.toString();
        System.out.println("chaos: ./mvnw verify -Pchaos " + words);
    }

    static String property(String name) {
        return System.getProperty("chaos." + name, "");
    }

    private static Map<String, String> pairs(String text) {
        return text.isEmpty()
                ? Map.of()
                : Arrays.stream(text.split(","))
                        .map(pair -> pair.split("=", 2))
                        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }

    /** Where what came out is written, for reading later. */
    Path output(String kind, String extension) {
        return Path.of(System.getProperty("chaos.output", "target/chaos"))
                .resolve(kind.toLowerCase(Locale.ROOT) + seed + extension);
    }

    @Override
    public String toString() {
        return words;
    }
}

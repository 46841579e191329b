package io.meridian.app.topics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The topics that Kafka Streams makes for an application, and whether the state in them is of this topology. Kafka Streams would find
 * out about numbers of partitions alone, and only once the group has come together: its threads die of it, over and over. About stores by
 * other names it says nothing and begins with empty ones.
 *
 * @param partials the topic between the stages
 * @param changelogs what the stores are restored from; each has as many partitions as partials
 */
record InternalTopics(String partials, List<String> changelogs) {
    private static final String WAY_ON =
            "; go back to the build that ran before, or set another application.id, or reset the"
                    + " application, which deletes its internal topics (docs/operations.md, Another topology)";

    InternalTopics {
        changelogs = List.copyOf(changelogs);
    }

    /**
     * @param suffixes their names without the application id, partials first
     */
    static InternalTopics of(String applicationId, List<String> suffixes) {
        List<String> names =
                suffixes.stream().map(suffix -> applicationId + "-" + suffix).toList();
        return new InternalTopics(names.get(0), names.subList(1, names.size()));
    }

    Stream<String> all() {
        return Stream.concat(Stream.of(partials), changelogs.stream());
    }

    /** Everything because of which this topology cannot go on with the state that is there; one line each. */
    List<String> problems(Map<String, TopicFacts> facts) {
        Set<String> found = changelogs.stream().filter(facts::containsKey).collect(Collectors.toSet());
        if (found.isEmpty()) {
            // Nothing has run to the end of its start, so there is no state; partials may be there, as they are made
            // first.
            return List.of();
        }
        List<String> problems = new ArrayList<>();
        all().filter(topic -> !facts.containsKey(topic))
                .map(topic -> topic
                        + ": does not exist, but other state of the application does: it belongs to another topology"
                        + WAY_ON)
                .forEach(problems::add);
        TopicFacts expected = facts.get(partials);
        if (expected != null) {
            facts.forEach((topic, is) -> {
                if (found.contains(topic) && is.partitions() != expected.partitions()) {
                    problems.add(topic + ": has " + is.partitions() + " partitions, expected " + expected.partitions()
                            + ", as " + partials + " has" + WAY_ON);
                }
            });
        }
        return problems.stream().sorted().toList();
    }
}

package io.meridian.topology.ingest;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How transactions are called: after the member of the group whose they are. Kafka Streams calls them after a number on the
 * instance's disk, by which nobody else knows whose they are, nor the instance itself when it has lost its disk.
 *
 * @param application name of the group
 * @param instance name of this instance; its members of the group are called so, with the number of the thread behind
 */
public record TransactionalIds(String application, String instance) {
    /** No name of an application or an instance has a colon, so that meridian and meridian-x stay apart. */
    private static final String MARK = "-:";

    /** @param given by Kafka Streams, which has the number of the thread at its end */
    String own(String given) {
        return application + MARK + instance + given.substring(given.lastIndexOf('-'));
    }

    /** @param threads how many this instance has, at least 1 */
    public Set<String> ofThreads(int threads) {
        return IntStream.rangeClosed(1, threads)
                .mapToObj(thread -> own("-" + thread))
                .collect(Collectors.toSet());
    }

    /**
     * Those whose members the group does not have any more. None where this instance is not a member itself: then it may be
     * the one that is taken for dead.
     *
     * @param open ids of transactions that have begun
     * @param members of the group, by their lasting names
     */
    public Set<String> orphans(Collection<String> open, Set<String> members) {
        if (members.stream().noneMatch(member -> member.startsWith(instance + "-"))) {
            return Set.of();
        }
        return open.stream()
                .filter(id ->
                        member(id).filter(owner -> !members.contains(owner)).isPresent())
                .collect(Collectors.toSet());
    }

    private Optional<String> member(String id) {
        String prefix = application + MARK;
        return id.startsWith(prefix) ? Optional.of(id.substring(prefix.length())) : Optional.empty();
    }
}

package io.meridian.app.query;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** Asks each instance for something of its own, such as how it is. */
public final class Instances {
    private final Members members;
    private final Peers peers;

    public Instances(Members members, Peers peers) {
        this.members = members;
        this.peers = peers;
    }

    /**
     * What all said.
     *
     * @param answers the bytes that each answered with, by its name
     * @param failures who did not
     */
    public record Each(Map<String, byte[]> answers, List<Failure> failures) {}

    /**
     * Asks all of them at the same time. Where the others are not known yet, it is this one alone.
     *
     * @param own this instance's own answer
     */
    public Each ask(Caller caller, Supplier<byte[]> own) {
        Map<String, byte[]> answers = new TreeMap<>();
        List<Failure> failures = new ArrayList<>();
        Membership membership;
        try {
            membership = members.now();
        } catch (StoresUnavailableException e) {
            return new Each(Map.of("this", own.get()), List.of());
        }
        Map<Member, CompletableFuture<byte[]>> sent = new HashMap<>();
        for (Member member : membership.all()) {
            if (!member.equals(membership.self())) {
                sent.put(member, peers.ask(member, caller, Optional.empty()));
            }
        }
        answers.put(membership.self().name(), own.get());
        sent.forEach((member, answer) -> {
            try {
                answers.put(member.name(), answer.join());
            } catch (CompletionException e) {
                Throwable cause = e.getCause() == null ? e : e.getCause();
                failures.add(new Failure(member.name(), String.valueOf(cause.getMessage())));
            }
        });
        failures.sort(java.util.Comparator.comparing(Failure::instance));
        return new Each(answers, failures);
    }
}

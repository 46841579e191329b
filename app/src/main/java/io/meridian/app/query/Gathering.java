package io.meridian.app.query;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/**
 * One question to all who hold a part of its answer. Each partition is asked of one instance at a time, so no row can come
 * twice; what nobody has answered for stays open, and is named.
 */
final class Gathering<R> {
    private final LookUp<R> lookUp;
    private final Caller caller;
    private final StoredAggregates own;
    private final Peers peers;

    private final Set<Integer> open;
    private final Map<Integer, Failure> failures = new TreeMap<>();
    private final Set<Member> silent = new HashSet<>();
    private final List<Staleness> stale = new ArrayList<>();
    private final List<R> rows = new ArrayList<>();
    private final int asked;
    private boolean known;
    private boolean tooMuch;

    Gathering(LookUp<R> lookUp, Caller caller, StoredAggregates own, Peers peers, Set<Integer> partitions) {
        this.lookUp = lookUp;
        this.caller = caller;
        this.own = own;
        this.peers = peers;
        this.open = new TreeSet<>(partitions);
        this.asked = partitions.size();
    }

    /** Asks the owners of what is still open. */
    void askOwners(Membership membership) {
        for (int partition : open) {
            if (!membership.owners().containsKey(partition)) {
                failures.put(partition, new Failure("none", "partition " + partition + " is being handed over"));
            }
        }
        ask(
                membership,
                false,
                partition -> Optional.ofNullable(membership.owners().get(partition))
                        .filter(owner -> !silent.contains(owner)));
    }

    /** Asks those that have a copy of what is still open. */
    void askStandbys(Membership membership) {
        ask(
                membership,
                true,
                partition -> membership.standbys().getOrDefault(partition, List.of()).stream()
                        .filter(standby -> !silent.contains(standby))
                        .findFirst());
    }

    /** Whether asking again may bring more: not where all that is open lies with instances that are silent. */
    boolean isWorthRepeating(Membership membership) {
        return open.stream().anyMatch(partition -> {
            Member owner = membership.owners().get(partition);
            return owner == null || !silent.contains(owner);
        });
    }

    private void ask(Membership membership, boolean standby, Function<Integer, Optional<Member>> choice) {
        Map<Member, Set<Integer>> plan = new TreeMap<>();
        for (int partition : open) {
            choice.apply(partition)
                    .ifPresent(member ->
                            plan.computeIfAbsent(member, one -> new TreeSet<>()).add(partition));
        }
        Map<Member, CompletableFuture<byte[]>> sent = new HashMap<>();
        plan.forEach((member, partitions) -> {
            if (!member.equals(membership.self())) {
                sent.put(member, peers.ask(member, caller, Optional.of(new Hop(partitions, standby))));
            }
        });
        // While the others work, so does this one.
        plan.forEach((member, partitions) -> {
            if (member.equals(membership.self())) {
                take(member, partitions, own.part(lookUp, new Hop(partitions, standby)));
            }
        });
        sent.forEach((member, answer) -> receive(member, requireNonNull(plan.get(member), "plan"), answer));
    }

    private void receive(Member member, Set<Integer> partitions, CompletableFuture<byte[]> answer) {
        try {
            take(member, partitions, Part.fromBytes(answer.join(), lookUp.codec()));
        } catch (CompletionException e) {
            missed(member, partitions, e.getCause() == null ? e : e.getCause());
        } catch (IOException e) {
            missed(member, partitions, e);
        }
    }

    private void missed(Member member, Set<Integer> partitions, Throwable why) {
        silent.add(member);
        String reason = why.getMessage() == null ? why.toString() : why.getMessage();
        partitions.forEach(partition -> failures.put(partition, new Failure(member.name(), reason)));
    }

    private void take(Member member, Set<Integer> partitions, Part<R> part) {
        for (int partition : partitions) {
            failures.putIfAbsent(
                    partition,
                    new Failure(member.name(), "partition " + partition + " is being handed over or restored"));
        }
        for (Part.Covered covered : part.covered()) {
            if (!open.remove(covered.partition())) {
                throw new IllegalStateException(member.name() + " answered for partition " + covered.partition()
                        + ", which it was not asked for");
            }
            failures.remove(covered.partition());
            if (covered.staleMillis() > 0 || covered.staleRecords() > 0) {
                stale.add(new Staleness(
                        member.name(), covered.partition(), covered.staleMillis(), covered.staleRecords()));
            }
        }
        known |= part.known();
        tooMuch |= part.tooMuch();
        rows.addAll(part.rows());
    }

    boolean isComplete() {
        return open.isEmpty();
    }

    /** Whether nobody has answered for anything. */
    boolean isEmpty() {
        return open.size() == asked;
    }

    boolean isKnown() {
        return known;
    }

    boolean isTooMuch() {
        return tooMuch;
    }

    Collection<Failure> failures() {
        return new ArrayList<>(new java.util.LinkedHashSet<>(failures.values()));
    }

    List<Staleness> stale() {
        return stale;
    }

    List<R> rows() {
        return rows;
    }
}

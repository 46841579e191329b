package io.meridian.app.query;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Who holds what, as a test says. */
final class FakeMembers implements Members {
    static final Member SELF = new Member("a", 1);

    final Map<Integer, Member> owners = new HashMap<>();
    final Map<Integer, List<Member>> standbys = new HashMap<>();
    private final int partitions;

    FakeMembers(int partitions) {
        this.partitions = partitions;
    }

    /** One instance with the one partition. */
    static FakeMembers alone() {
        FakeMembers members = new FakeMembers(1);
        members.owners.put(0, SELF);
        return members;
    }

    @Override
    public int partitions() {
        return partitions;
    }

    @Override
    public Membership now() {
        Set<Member> all = new TreeSet<>(owners.values());
        all.add(SELF);
        standbys.values().forEach(all::addAll);
        return new Membership(SELF, all, owners, standbys);
    }
}

package io.meridian.app.query;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who holds what, as this instance knows it; a rebalance makes it old.
 *
 * @param self this instance
 * @param all every instance, this one too
 * @param owners who keeps each partition of the state; without those that nobody does
 * @param standbys who has a copy of it
 */
public record Membership(
        Member self, Set<Member> all, Map<Integer, Member> owners, Map<Integer, List<Member>> standbys) {
    public Membership {
        all = Set.copyOf(all);
        owners = Map.copyOf(owners);
        standbys = Map.copyOf(standbys);
    }
}

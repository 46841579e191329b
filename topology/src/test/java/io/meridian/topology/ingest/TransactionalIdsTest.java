package io.meridian.topology.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TransactionalIdsTest {
    private final TransactionalIds ids = new TransactionalIds("meridian", "one");

    @Test
    void shouldCallATransactionAfterTheMemberOfTheGroup() {
        assertThat(ids.own("meridian-0b4e7c2e-7d0f-4f6e-9c58-5a4c1e9f7b11-2")).isEqualTo("meridian-:one-2");
    }

    @Test
    void shouldKnowItsOwnBeforeKafkaStreamsNamesThem() {
        assertThat(ids.ofThreads(2))
                .containsExactlyInAnyOrder(ids.own("meridian-0b4e7c2e-1"), ids.own("meridian-0b4e7c2e-2"));
    }

    @Test
    void shouldFindThoseWhoseMembersAreGone() {
        List<String> open = List.of("meridian-:one-1", "meridian-:two-1", "meridian-:two-2", "meridian-:three-1");
        assertThat(ids.orphans(open, Set.of("one-1", "two-2")))
                .containsExactlyInAnyOrder("meridian-:two-1", "meridian-:three-1");
    }

    @Test
    void shouldLeaveOtherApplicationsAndOtherUsesAlone() {
        List<String> open =
                List.of("meridian-x-:two-1", "meridian-redrive", "meridian-0b4e7c2e-1", "plant-:two-1", "two-1");
        assertThat(ids.orphans(open, Set.of("one-1"))).isEmpty();
    }

    @Test
    void shouldFindNoneWhileItIsNoMemberItself() {
        assertThat(ids.orphans(List.of("meridian-:two-1"), Set.of())).isEmpty();
        assertThat(ids.orphans(List.of("meridian-:two-1"), Set.of("three-1"))).isEmpty();
    }
}

package io.meridian.app.rights;

import java.util.Set;
import org.apache.kafka.common.acl.AclOperation;

/** What the broker tells of the rights on a topic. */
sealed interface Seen {
    /** @param operations all that are allowed */
    record Allowed(Set<AclOperation> operations) implements Seen {
        public Allowed {
            operations = Set.copyOf(operations);
        }
    }

    /** None that would let it be seen: neither READ nor WRITE, DELETE, ALTER or DESCRIBE. */
    record Nothing() implements Seen {}

    /** There is no such topic, and no way to ask what would be allowed on it. */
    record Absent() implements Seen {}
}

package io.meridian.topic;

/** How many partitions a topic must have. */
public sealed interface PartitionRule {
    /**
     * As many as its owner likes.
     *
     * @param whenCreated how many it gets where Meridian creates it, at least 1
     */
    record OwnersChoice(int whenCreated) implements PartitionRule {
        public OwnersChoice {
            requirePositive(whenCreated);
        }
    }

    /** As many as the topic of raw readings, so that a rejected record keeps its partition. */
    record AsRaw() implements PartitionRule {}

    /** As many as the aggregate store has: a row stands in the partition of the task that holds it. */
    record AsStore() implements PartitionRule {}

    /**
     * Just this many.
     *
     * @param count at least 1
     */
    record Exactly(int count) implements PartitionRule {
        public Exactly {
            requirePositive(count);
        }
    }

    private static void requirePositive(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("expected at least 1 partition, found " + count);
        }
    }
}

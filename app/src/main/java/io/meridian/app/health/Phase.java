package io.meridian.app.health;

/** Where an instance is in its life. */
public sealed interface Phase {
    /** In words, for people. */
    String words();

    /** @param step what it waits for, for people */
    record Starting(String step) implements Phase {
        @Override
        public String words() {
            return "starting: " + step;
        }
    }

    /** It processes records, and all of its state can be read. */
    record Running() implements Phase {
        @Override
        public String words() {
            return "running";
        }
    }

    /** Partitions are being handed over or restored; it has run before. */
    record Rebalancing() implements Phase {
        @Override
        public String words() {
            return "rebalancing: partitions are handed over or restored";
        }
    }

    /** It has been asked to end. */
    record Stopping() implements Phase {
        @Override
        public String words() {
            return "stopping";
        }
    }

    /** @param reason why it cannot go on */
    record Failed(String reason) implements Phase {
        @Override
        public String words() {
            return "failed: " + reason;
        }
    }
}

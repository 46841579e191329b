package io.meridian.topology.commit;

import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.internals.InternalProcessorContext;
import org.apache.kafka.streams.processor.internals.ProcessorNode;
import org.apache.kafka.streams.processor.internals.ProcessorRecordContext;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.internals.CacheFlushListener;
import org.apache.kafka.streams.state.internals.CachedStateStore;
import org.jspecify.annotations.Nullable;

/**
 * Runs an action of a processor inside each commit of its task, before the producer is flushed, so that what the action
 * forwards is part of the same transaction as the input offsets.
 *
 * <p>Kafka Streams has no public call for this. It flushes the caches of stores that implement {@link CachedStateStore}
 * at that point ({@code StreamTask.prepareCommit}, {@code ProcessorStateManager.flushCache}), so this is such a store,
 * holding nothing. It is the one file that imports Kafka's internals; the test that a real broker's commit runs it is
 * the alarm for a Kafka upgrade.
 */
public final class CommitHook implements StateStore, CachedStateStore<Object, Object> {
    private final String name;
    private boolean open;
    private @Nullable Registration registration;

    private CommitHook(String name) {
        this.name = name;
    }

    /** The store to be connected to the processor whose commits are to be followed. */
    public static StoreBuilder<CommitHook> builder(String name) {
        return new Builder(name);
    }

    /**
     * Sets the action; to be called from the processor's {@code init}, each time it runs.
     *
     * @param context the processor's own, which the action may forward to
     * @param action runs on the stream thread; an exception from it fails the commit
     */
    public void onCommit(ProcessorContext<?, ?> context, Runnable action) {
        InternalProcessorContext<?, ?> internal = (InternalProcessorContext<?, ?>) context;
        registration = new Registration(internal, internal.currentNode(), action);
    }

    @Override
    public void flushCache() {
        if (registration != null) {
            registration.run();
        }
    }

    /** What one task needs to forward outside of {@code process}: its context, the node to speak for, the action. */
    private record Registration(
            InternalProcessorContext<?, ?> context, ProcessorNode<?, ?, ?, ?> node, Runnable action) {
        void run() {
            ProcessorNode<?, ?, ?, ?> previousNode = context.currentNode();
            ProcessorRecordContext previousRecord = context.recordContext();
            context.setCurrentNode(node);
            // As punctuators have it: no record is being processed, so its headers cannot leak into what is forwarded.
            context.setRecordContext(new ProcessorRecordContext(0, -1, -1, null, new RecordHeaders()));
            try {
                action.run();
            } finally {
                context.setRecordContext(previousRecord);
                context.setCurrentNode(previousNode);
            }
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        registration = null;
        open = true;
        context.register(root, (key, value) -> {
            throw new IllegalStateException("the commit hook keeps nothing, so there is nothing to restore");
        });
    }

    @Override
    public void close() {
        registration = null;
        open = false;
    }

    @Override
    public boolean persistent() {
        return false;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public boolean setFlushListener(CacheFlushListener<Object, Object> listener, boolean sendOldValues) {
        return false;
    }

    @Override
    public void clearCache() {
        // Nothing is cached.
    }

    private record Builder(String name) implements StoreBuilder<CommitHook> {
        @Override
        public StoreBuilder<CommitHook> withCachingEnabled() {
            return this;
        }

        @Override
        public StoreBuilder<CommitHook> withCachingDisabled() {
            return this;
        }

        @Override
        public StoreBuilder<CommitHook> withLoggingEnabled(Map<String, String> config) {
            throw new UnsupportedOperationException("the commit hook keeps nothing, so it has no changelog");
        }

        @Override
        public StoreBuilder<CommitHook> withLoggingDisabled() {
            return this;
        }

        @Override
        public CommitHook build() {
            return new CommitHook(name);
        }

        @Override
        public Map<String, String> logConfig() {
            return Map.of();
        }

        @Override
        public boolean loggingEnabled() {
            return false;
        }
    }
}

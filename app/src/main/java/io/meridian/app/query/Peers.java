package io.meridian.app.query;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Asks other instances. */
public interface Peers {
    /**
     * Asks one what the caller asked this one; it answers from its own state alone.
     *
     * @param hop which part of the state is meant; empty where it is asked for itself
     * @return its answer's bytes, or a {@link PeerException}; in any case within the time-out for one instance
     */
    CompletableFuture<byte[]> ask(Member member, Caller caller, Optional<Hop> hop);
}

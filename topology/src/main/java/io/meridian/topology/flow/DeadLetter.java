package io.meridian.topology.flow;

import org.jspecify.annotations.Nullable;

/**
 * A rejected record's value as it came; its key, headers and timestamp are those of the Kafka record that carries it.
 *
 * @param value the original bytes, null where there were none
 * @param partition the raw partition it came from, which names its partition of the dead-letter topic too
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
public record DeadLetter(byte @Nullable [] value, int partition) implements IngestOutput {}

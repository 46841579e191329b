package io.meridian.topology.flow;

/** What the first stage sends on: partials and watermark marks to the second stage, dead letters to their topic. */
public sealed interface IngestOutput permits DeadLetter, PartialsRecord {}

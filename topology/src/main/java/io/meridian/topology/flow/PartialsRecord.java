package io.meridian.topology.flow;

/** A record of the topic between the stages. */
public sealed interface PartialsRecord extends IngestOutput permits Partial, WatermarkMark {}

package io.meridian.app.topics;

/**
 * How many partitions the topology is built for.
 *
 * @param raw of the topic of raw readings
 * @param partials of the topic between the stages, and with it of the stores and the output topics
 */
public record TopicLayout(int raw, int partials) {}

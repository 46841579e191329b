package io.meridian.app.query;

/**
 * What is missing in an answer.
 *
 * @param instance who did not answer, host:port; "none" where nobody could be asked
 * @param reason why, for people
 */
public record Failure(String instance, String reason) {}

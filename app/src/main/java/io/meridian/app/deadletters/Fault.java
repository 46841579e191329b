package io.meridian.app.deadletters;

/**
 * One thing that is wrong with a record.
 *
 * @param code why, one of the contract's
 * @param field which field; empty where it is the whole record
 * @param message in words
 */
public record Fault(String code, String field, String message) {}

package io.meridian.reading;

/** Why a record was rejected; the names stand in the header {@code meridian.error.code} and never change. */
public enum RejectCode {
    /** The record has no value. */
    NULL_VALUE,
    /** The value is longer than {@code reading.max.bytes}. */
    TOO_LARGE,
    /** The value is not exactly one UTF-8 JSON object. */
    INVALID_JSON,
    /** A field stands twice. */
    DUPLICATE_FIELD,
    /** One of the four fields is absent. */
    MISSING_FIELD,
    /** A field has another JSON type than the contract's; null counts as one. */
    WRONG_TYPE,
    /** A field that the contract does not know, where settings refuse those. */
    UNKNOWN_FIELD,
    /** The device id is not {@code d-} and four ASCII digits. */
    INVALID_DEVICE_ID,
    /** The metric is blank, over 128 characters, or has control characters. */
    INVALID_METRIC,
    /** The timestamp is not an RFC 3339 date-time with an offset, in the years 1970 to 9999. */
    INVALID_TIMESTAMP,
    /** The value is outside its metric's limits. */
    OUT_OF_RANGE,
    /** The metric is not listed, where settings refuse those. */
    UNKNOWN_METRIC,
    /** The device belongs to no region, where settings refuse those. */
    UNMAPPED_DEVICE,
    /** The timestamp is too far ahead of the Kafka record's own. */
    FUTURE,
    /** The window that the reading belongs to has closed for its partition. */
    LATE,
    /** The schema id is unknown to the registry, or the bytes do not decode with it. */
    UNKNOWN_SCHEMA,
    /** The program itself failed on this one record. */
    INTERNAL
}

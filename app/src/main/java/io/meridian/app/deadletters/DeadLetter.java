package io.meridian.app.deadletters;

import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A rejected record with everything that is known of it.
 *
 * @param place where it lies
 * @param timestamp of the record, as its producer set it; milliseconds since 1970-01-01T00:00:00Z
 * @param origin where it was rejected; empty where it is none of Meridian's dead letters
 * @param faults everything that is wrong, in the order in which it was found; empty where it is none of Meridian's
 * @param late how it missed its window, where it did
 * @param attempt how often it has been sent back
 * @param exception what was thrown, where the program itself failed
 * @param device whose it is: the field of that name where that can be read, else the key where it is a device's
 * @param key as it came
 * @param value as it came
 * @param headers of the producer, as they came
 */
@SuppressWarnings("ArrayRecordComponent") // Shown and sent on, never compared.
public record DeadLetter(
        Place place,
        long timestamp,
        Optional<Origin> origin,
        List<Fault> faults,
        Optional<Late> late,
        int attempt,
        Optional<Thrown> exception,
        Optional<String> device,
        byte @Nullable [] key,
        byte @Nullable [] value,
        List<Header> headers) {
    public DeadLetter {
        faults = List.copyOf(faults);
        headers = List.copyOf(headers);
    }

    /**
     * @param type name of the class
     * @param stackTrace cut
     */
    public record Thrown(String type, String stackTrace) {}

    /** The code of the first fault, or {@code UNKNOWN}. */
    public String code() {
        return faults.isEmpty() ? "UNKNOWN" : faults.get(0).code();
    }

    /** How much of the heap it takes, roughly, in bytes. */
    public long weight() {
        long weight = 1_000L + (key == null ? 0 : key.length) + (value == null ? 0 : value.length);
        for (Header header : headers) {
            weight += 100L + header.key().length() + (header.value() == null ? 0 : header.value().length);
        }
        for (Fault fault : faults) {
            weight += 100L + fault.message().length();
        }
        return weight;
    }
}

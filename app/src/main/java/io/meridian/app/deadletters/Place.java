package io.meridian.app.deadletters;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a dead letter lies in its topic.
 *
 * @param partition at least 0
 * @param offset at least 0
 */
public record Place(int partition, long offset) implements Comparable<Place> {
    /** What {@link #parse} expects, for messages. */
    public static final String EXPECTED = "PARTITION:OFFSET of the dead-letter topic, such as 2:1017";

    private static final Pattern FORM = Pattern.compile("(\\d{1,9}):(\\d{1,18})");

    public Place {
        if (partition < 0 || offset < 0) {
            throw new IllegalArgumentException("expected a partition and an offset of at least 0");
        }
    }

    /** @throws IllegalArgumentException if it is not of the form {@code partition:offset} */
    public static Place parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("expected " + EXPECTED);
        }
        return new Place(Integer.parseInt(form.group(1)), Long.parseLong(form.group(2)));
    }

    @Override
    public int compareTo(Place other) {
        return partition != other.partition
                ? Integer.compare(partition, other.partition)
                : Long.compare(offset, other.offset);
    }

    @Override
    public String toString() {
        return partition + ":" + offset;
    }
}

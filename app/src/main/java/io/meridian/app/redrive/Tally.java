package io.meridian.app.redrive;

import io.meridian.app.deadletters.Place;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What a redrive has done so far. For one thread. */
final class Tally {
    private static final int PLACES_EACH = 20;

    private long sent;
    private final Map<Left, Long> left = new EnumMap<>(Left.class);
    private final Map<Left, List<Place>> places = new EnumMap<>(Left.class);

    Tally(long sent, Map<Left, Long> left) {
        this.sent = sent;
        this.left.putAll(left);
    }

    void sent(int records) {
        sent += records;
    }

    void left(Left why, Place place) {
        left.merge(why, 1L, Long::sum);
        List<Place> some = places.computeIfAbsent(why, any -> new ArrayList<>());
        if (some.size() < PLACES_EACH) {
            some.add(place);
        }
    }

    long sent() {
        return sent;
    }

    Map<Left, Long> left() {
        return left;
    }

    RedriveReport report(boolean complete, List<String> warnings) {
        return new RedriveReport(sent, left, places, complete, warnings);
    }
}

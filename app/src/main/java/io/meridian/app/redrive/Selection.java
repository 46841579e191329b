package io.meridian.app.redrive;

import io.meridian.app.deadletters.DeadLetter;
import io.meridian.app.deadletters.DeadLetterFilter;
import io.meridian.app.deadletters.Place;
import io.meridian.app.deadletters.Span;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which dead letters are to be sent back.
 *
 * @param filter what is asked for
 * @param places these alone, where there are any
 */
public record Selection(DeadLetterFilter filter, Set<Place> places) {
    public Selection {
        places = Set.copyOf(places);
    }

    boolean matches(DeadLetter letter) {
        return (places.isEmpty() || places.contains(letter.place())) && filter.matches(letter);
    }

    /** What of each partition has to be read. */
    Map<Integer, Span> of(Map<Integer, Span> all) {
        SortedMap<Integer, Span> some = new TreeMap<>();
        all.forEach((partition, span) -> {
            if (filter.partition().isPresent() && filter.partition().getAsInt() != partition) {
                return;
            }
            SortedSet<Long> offsets = new TreeSet<>();
            places.stream()
                    .filter(place -> place.partition() == partition)
                    .forEach(place -> offsets.add(place.offset()));
            if (places.isEmpty()) {
                some.put(partition, span);
            } else if (!offsets.isEmpty()) {
                long from = Math.min(span.to(), Math.max(span.from(), offsets.first()));
                some.put(partition, new Span(from, Math.max(from, Math.min(span.to(), offsets.last() + 1))));
            }
        });
        return some;
    }

    /** The same text for the same selection, and another for another. */
    String words() {
        List<String> words = new ArrayList<>();
        filter.code().ifPresent(code -> words.add("code=" + code));
        filter.field().ifPresent(field -> words.add("field=" + field));
        filter.device().ifPresent(device -> words.add("device=" + device));
        filter.partition().ifPresent(partition -> words.add("partition=" + partition));
        filter.from().ifPresent(from -> words.add("from=" + Instant.ofEpochMilli(from)));
        filter.to().ifPresent(to -> words.add("to=" + Instant.ofEpochMilli(to)));
        new TreeSet<>(places).forEach(place -> words.add("at=" + place));
        return words.isEmpty() ? "all" : String.join(" ", words);
    }
}

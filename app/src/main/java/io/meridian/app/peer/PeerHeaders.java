package io.meridian.app.peer;

import io.meridian.app.query.Hop;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The header that marks a call from one instance to another: {@code 0,2}, {@code 0,2;standby}, or {@code self} where the
 * instance is asked for itself. Who is called so answers from its own state, and calls nobody.
 */
public final class PeerHeaders {
    /** Its name. */
    public static final String HOP = "Meridian-Hop";

    private static final String SELF = "self";
    private static final String STANDBY = ";standby";
    private static final Pattern FORM = Pattern.compile("\\d{1,6}(,\\d{1,6}){0,9999}(;standby)?");

    private PeerHeaders() {}

    static String of(Optional<Hop> hop) {
        return hop.map(part -> part.partitions().stream()
                                .sorted()
                                .map(partition -> Integer.toString(partition))
                                .collect(Collectors.joining(","))
                        + (part.standby() ? STANDBY : ""))
                .orElse(SELF);
    }

    /** @return empty where it is not the header that an instance would send */
    public static Optional<Hop> parse(String value) {
        if (value.equals(SELF)) {
            return Optional.of(new Hop(Set.of(), false));
        }
        if (!FORM.matcher(value).matches()) {
            return Optional.empty();
        }
        boolean standby = value.endsWith(STANDBY);
        String list = standby ? value.substring(0, value.length() - STANDBY.length()) : value;
        Set<Integer> partitions = new TreeSet<>();
        for (String partition : list.split(",")) {
            partitions.add(Integer.parseInt(partition));
        }
        return Optional.of(new Hop(partitions, standby));
    }
}

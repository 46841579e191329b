package io.meridian.deploy.watch;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One expression of a dashboard or an alert.
 *
 * @param place where it stands
 * @param text in PromQL
 */
public record Expression(String place, String text) {
    private static final Pattern SELECTOR = Pattern.compile("\\b([a-zA-Z_:][\\w:]*)\\s*\\{([^}]*)}");
    private static final Pattern NAME = Pattern.compile("\\b(?:kafka|meridian|jvm|process|system)_\\w+");
    private static final Pattern MATCHER = Pattern.compile("(\\w+)\\s*(?:=~|!~|!=|=)\\s*\"");
    private static final Pattern GROUPING = Pattern.compile("\\b(?:by|on|without)\\s*\\(([^)]*)\\)");

    /** Labels that Prometheus itself adds. */
    private static final Set<String> ADDED = Set.of("instance", "job");

    /** The series that it names, and the labels that it selects each by. */
    public Map<String, Set<String>> series() {
        Map<String, Set<String>> series = new TreeMap<>();
        Matcher selector = SELECTOR.matcher(text);
        while (selector.find()) {
            series.computeIfAbsent(selector.group(1), name -> new TreeSet<>())
                    .addAll(MATCHER.matcher(selector.group(2))
                            .results()
                            .map(match -> match.group(1))
                            .filter(label -> !ADDED.contains(label))
                            .collect(Collectors.toSet()));
        }
        NAME.matcher(SELECTOR.matcher(withoutGroupings()).replaceAll(""))
                .results()
                .forEach(bare -> series.putIfAbsent(bare.group(), Set.of()));
        return series;
    }

    /** The labels that it groups or joins by. */
    public Set<String> groupings() {
        return GROUPING.matcher(text)
                .results()
                .flatMap(match -> Pattern.compile("\\s*,\\s*")
                        .splitAsStream(match.group(1).trim()))
                .filter(label -> !ADDED.contains(label))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * What of it is not there.
     *
     * @param scraped the labels of each series that an instance shows
     * @return one line for each fault; none where all is there
     */
    public Set<String> faults(Map<String, Set<String>> scraped) {
        Set<String> faults = new TreeSet<>();
        Set<String> labels = new TreeSet<>();
        series().forEach((name, selected) -> {
            if (name.equals("up")) {
                return;
            }
            Set<String> known = scraped.get(name);
            if (known == null) {
                faults.add(place + ": no series is called " + name);
                return;
            }
            labels.addAll(known);
            selected.stream()
                    .filter(label -> !known.contains(label))
                    .forEach(label -> faults.add(place + ": " + name + " has no label " + label + ", but " + known));
        });
        groupings().stream()
                .filter(label -> !labels.contains(label))
                .forEach(label -> faults.add(place + ": nothing that it names has a label " + label));
        return faults;
    }

    private String withoutGroupings() {
        return GROUPING.matcher(text).replaceAll("");
    }
}

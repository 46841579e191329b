package io.meridian.topology.settings;

import io.meridian.reading.FieldRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Settings while they are being read from several documents, together with everything found wrong so far. */
final class SettingsDraft {
    private static final Pattern REGION = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    /** These may be spread over documents and files; their own keys may not. */
    private static final Set<String> SECTIONS = Set.of("regions", "metrics");

    /** Composed, each takes some 500 bytes of heap for a moment; ten thousand devices and a thousand metrics fit well. */
    static final int MAX_NODES = 50_000;

    private static final int MAX_KEY = 256;

    private static final int MAX_PROBLEMS = 1_000;

    private static final String KEYS = "regions, unmapped_devices, metrics and unknown_metrics";

    private final List<SettingsProblem> problems = new ArrayList<>();
    private final Map<String, String> seen = new HashMap<>();
    private final RegionMap.Builder regions = new RegionMap.Builder();
    private final Map<String, Limits> metrics = new HashMap<>();
    private boolean assignUnmapped = true;
    private boolean acceptUnknown = true;
    private int nodes;

    /** Counts one more name or value, before it takes memory; false where there are too many. */
    boolean hasRoom() {
        return ++nodes <= MAX_NODES;
    }

    /** Takes in one document; an empty one says nothing. */
    void take(String file, Node document) {
        if (document.getTag().equals(Tag.NULL)) {
            return;
        }
        for (Entry entry : entries(file, "", document, "a mapping with the keys " + KEYS)) {
            switch (entry.key()) {
                case "regions" -> takeRegions(file, entry);
                case "metrics" -> takeMetrics(file, entry);
                case "unmapped_devices" -> assignUnmapped = isFirst(file, entry, Settings.UNASSIGNED, "reject");
                case "unknown_metrics" -> acceptUnknown = isFirst(file, entry, "accept", "reject");
                default ->
                    problem(
                            file,
                            entry.line(),
                            entry.key(),
                            "expected one of the keys " + KEYS + ", found another; remove it or mend its name");
            }
        }
    }

    private void takeRegions(String file, Entry regionsEntry) {
        for (Entry region : entries(file, "regions", regionsEntry.value(), "regions by name")) {
            String field = "regions." + region.key();
            if (!REGION.matcher(region.key()).matches() || region.key().equals(Settings.UNASSIGNED)) {
                problem(
                        file,
                        region.line(),
                        field,
                        "expected a name of 1 to 64 letters, digits, dots, dashes or"
                                + " underscores, other than unassigned");
            } else if (!(region.value() instanceof SequenceNode list)) {
                problem(file, region.line(), field, "expected a list of devices such as [d-0000..d-1999, d-8842]");
            } else {
                list.getValue().forEach(device -> takeDevices(file, region.key(), field, device));
            }
        }
    }

    private void takeDevices(String file, String region, String field, Node node) {
        Optional<DeviceRange> range = text(node).flatMap(DeviceRange::parse);
        if (range.isEmpty()) {
            problem(
                    file,
                    line(node),
                    field,
                    "expected a device such as d-8842 or a range such as d-0000..d-1999, found " + found(node));
            return;
        }
        regions.add(region, range.get())
                .ifPresent(other -> problem(
                        file,
                        line(node),
                        field,
                        "expected devices of no other region, found " + found(node) + ", of which some belong to "
                                + other + " already; take them out of one of the two"));
    }

    private void takeMetrics(String file, Entry metricsEntry) {
        for (Entry metric : entries(file, "metrics", metricsEntry.value(), "limits by the metric's name")) {
            String field = "metrics." + metric.key();
            FieldRules.checkMetric(metric.key())
                    .ifPresent(violation -> problem(file, metric.line(), field, violation.message()));
            double min = Limits.DEFAULT.min();
            double max = Limits.DEFAULT.max();
            String unit = "";
            for (Entry limit :
                    entries(file, field, metric.value(), "a mapping such as {min: 0, max: 100, unit: percent}")) {
                String key = field + "." + limit.key();
                switch (limit.key()) {
                    case "min" -> min = number(file, key, limit.value(), min);
                    case "max" -> max = number(file, key, limit.value(), max);
                    case "unit" ->
                        unit = text(limit.value()).orElseGet(() -> {
                            problem(file, limit.line(), key, "expected text, found " + found(limit.value()));
                            return "";
                        });
                    default -> problem(file, limit.line(), key, "expected min, max or unit, found another key");
                }
            }
            if (min > max) {
                problem(file, metric.line(), field, "expected min not above max, found " + min + " and " + max);
            }
            metrics.put(metric.key(), new Limits(min, max, unit));
        }
    }

    private double number(String file, String field, Node node, double otherwise) {
        if (node.getTag().equals(Tag.INT) || node.getTag().equals(Tag.FLOAT)) {
            try {
                double value = Double.parseDouble(((ScalarNode) node).getValue());
                if (Double.isFinite(value)) {
                    return value;
                }
            } catch (NumberFormatException notDecimal) {
                // Such as 0x10 or .inf: said below, like everything that is not a number here.
            }
        }
        problem(file, line(node), field, "expected a finite decimal number, found " + found(node));
        return otherwise;
    }

    private boolean isFirst(String file, Entry entry, String yes, String no) {
        String value = text(entry.value()).orElse("");
        if (!value.equals(yes) && !value.equals(no)) {
            problem(
                    file,
                    entry.line(),
                    entry.key(),
                    "expected " + yes + " or " + no + ", found " + found(entry.value()));
        }
        return !value.equals(no);
    }

    /** A mapping's entries, of which none may stand twice, be it in another document or file. */
    private List<Entry> entries(String file, String field, Node node, String expected) {
        if (!(node instanceof MappingNode mapping)) {
            problem(file, line(node), field, "expected " + expected + ", found " + found(node));
            return List.of();
        }
        List<Entry> entries = new ArrayList<>();
        Set<String> here = new HashSet<>();
        for (NodeTuple tuple : mapping.getValue()) {
            Node keyNode = tuple.getKeyNode();
            if (!(keyNode instanceof ScalarNode key)) {
                problem(file, line(keyNode), field, "expected a name before the colon, found " + found(keyNode));
                continue;
            }
            if (key.getValue().length() > MAX_KEY) {
                // Not looked into either: what is found there would be called after it.
                problem(
                        file,
                        line(key),
                        field,
                        "expected names of at most " + MAX_KEY + " characters, found a longer one");
                continue;
            }
            String full = field.isEmpty() ? key.getValue() : field + "." + key.getValue();
            String place = file + ":" + line(key);
            String first = seen.putIfAbsent(full, place);
            if (!here.add(key.getValue()) || (first != null && !SECTIONS.contains(full))) {
                problem(file, line(key), full, "expected each key once, found it at " + first + " already; remove one");
            }
            entries.add(new Entry(key.getValue(), line(key), tuple.getValueNode()));
        }
        return entries;
    }

    /** Text only where it is text: a number or a truth value is not coerced. */
    private static Optional<String> text(Node node) {
        return node instanceof ScalarNode scalar && node.getTag().equals(Tag.STR)
                ? Optional.of(scalar.getValue())
                : Optional.empty();
    }

    private static String found(Node node) {
        if (!(node instanceof ScalarNode scalar)) {
            return node instanceof MappingNode ? "a mapping" : "a list";
        }
        String value = scalar.getValue().replaceAll("\\p{Cntrl}", "?");
        return "'" + (value.length() > 60 ? value.substring(0, 60) + "…" : value) + "'";
    }

    private static int line(Node node) {
        return node.getStartMark().map(YamlFile::line).orElse(0);
    }

    void problem(String file, int line, String field, String message) {
        if (problems.size() < MAX_PROBLEMS) {
            problems.add(new SettingsProblem(file, line, field, message));
        }
    }

    List<SettingsProblem> problems() {
        return problems;
    }

    RegionMap regions() {
        return regions.build(assignUnmapped);
    }

    MetricRules metrics() {
        return new MetricRules(metrics, acceptUnknown);
    }

    private record Entry(String key, int line, Node value) {}
}

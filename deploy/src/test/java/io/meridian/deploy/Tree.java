package io.meridian.deploy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * A part of a YAML file. Merge keys ({@code <<}) are resolved, which YAML 1.2 does not know and Compose does.
 *
 * @param value a map, a list, or a scalar as text
 */
public record Tree(Object value) {
    private static final String MERGE = "<<";

    /** Reads a file of one document. */
    public static Tree parse(String yaml) {
        return new Tree(merged(new Load(LoadSettings.builder().build()).loadFromString(yaml)));
    }

    /** What stands under a key; fails where nothing does. */
    public Tree at(String key) {
        return find(key).orElseThrow(() -> new AssertionError("no " + key + " in " + value));
    }

    public Optional<Tree> find(String key) {
        return value instanceof Map<?, ?> map
                ? Optional.ofNullable(map.get(key)).map(Tree::new)
                : Optional.empty();
    }

    /** The items of a list; none where the key is not there. */
    public List<Tree> items(String key) {
        return find(key).map(Tree::items).orElse(List.of());
    }

    public List<Tree> items() {
        return value instanceof List<?> list ? list.stream().map(Tree::of).toList() : List.of();
    }

    /** The entries of a map, in their order; none where the key is not there. */
    public Map<String, Tree> entries(String key) {
        return find(key).map(Tree::entries).orElse(Map.of());
    }

    public Map<String, Tree> entries() {
        Map<String, Tree> entries = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, entry) -> entries.put(String.valueOf(key), of(entry)));
        }
        return entries;
    }

    public String text() {
        return String.valueOf(value);
    }

    /** Every text in it, changed. */
    public Tree map(UnaryOperator<String> change) {
        return new Tree(mapped(value, change));
    }

    private static Tree of(@Nullable Object value) {
        return new Tree(value == null ? "" : value);
    }

    private static Object mapped(Object value, UnaryOperator<String> change) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> mapped = new LinkedHashMap<>();
            map.forEach((key, entry) ->
                    mapped.put(String.valueOf(key), mapped(Tree.of(entry).value(), change)));
            return mapped;
        }
        if (value instanceof List<?> list) {
            return list.stream()
                    .map(item -> mapped(Tree.of(item).value(), change))
                    .toList();
        }
        return change.apply(String.valueOf(value));
    }

    private static Object merged(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(Tree::merged).toList();
        }
        if (!(value instanceof Map<?, ?> map)) {
            return value == null ? "" : value;
        }
        Map<String, Object> merged = new LinkedHashMap<>();
        if (map.get(MERGE) instanceof Map<?, ?> base) {
            base.forEach((key, entry) -> merged.put(String.valueOf(key), merged(entry)));
        }
        map.forEach((key, entry) -> {
            if (!MERGE.equals(key)) {
                merged.put(String.valueOf(key), merged(entry));
            }
        });
        return merged;
    }
}

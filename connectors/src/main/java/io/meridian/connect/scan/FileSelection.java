package io.meridian.connect.scan;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;

/**
 * Which files of a directory belong to the settings, and how large they may be.
 *
 * @param globs patterns of file names, of which one must match
 * @param maxFileBytes how many bytes one file may have
 * @param maxFiles how many files there may be
 */
public record FileSelection(List<String> globs, int maxFileBytes, int maxFiles) {
    private static final List<String> LEFTOVERS = List.of("~", "#", ".swp", ".swx", ".tmp", ".bak", ".orig");

    public FileSelection {
        globs = List.copyOf(globs);
    }

    /**
     * A pattern of file names as {@code *.yaml}.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static PathMatcher matcher(String glob) {
        return FileSystems.getDefault().getPathMatcher("glob:" + glob);
    }

    Wanted wanted() {
        List<PathMatcher> matchers = globs.stream().map(FileSelection::matcher).toList();
        return name -> !isLeftover(name.toString()) && matchers.stream().anyMatch(matcher -> matcher.matches(name));
    }

    /** Hidden files, among them Kubernetes' {@code ..data}, and what editors leave beside the file that they write. */
    private static boolean isLeftover(String name) {
        return name.startsWith(".") || LEFTOVERS.stream().anyMatch(name::endsWith);
    }

    /** Whether a file is wanted by its name. */
    interface Wanted {
        boolean test(Path name);
    }
}

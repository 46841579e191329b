package io.meridian.topology.settings;

import java.util.List;

/** What became of a set of files. */
public sealed interface CompileResult {
    /** They are settings. */
    record Compiled(Settings settings) implements CompileResult {}

    /**
     * They are not, as a whole: nothing of them holds.
     *
     * @param problems every fault that was found, at least one
     */
    record Refused(List<SettingsProblem> problems) implements CompileResult {
        public Refused {
            problems = List.copyOf(problems);
        }
    }
}

package io.meridian.app.dev;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code dev} is asked for.
 *
 * @param ports where the processes listen
 * @param configs the directory of the YAML files with regions and metrics
 * @param load whether to generate readings
 * @param rate how many readings per second, at least 1
 */
record DevOptions(DevPorts ports, Path configs, boolean load, int rate) {
    /** What is wrong, one line for each, naming its flag; nothing where all can be done. */
    List<String> problems() {
        List<String> problems = new ArrayList<>(ports.problems());
        if (!Files.isDirectory(configs)) {
            problems.add("--configs " + configs + " is no directory: expected one with regions.yaml and metrics.yaml");
        }
        if (rate < 1) {
            problems.add("--rate " + rate + ": expected at least 1 reading per second; --no-load generates none");
        }
        return problems;
    }
}

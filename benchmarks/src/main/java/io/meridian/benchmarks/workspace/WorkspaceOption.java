package io.meridian.benchmarks.workspace;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flag that says where data and logs of a bench go, the same for each. */
public final class WorkspaceOption {
    @Option(
            names = "--directory",
            description = "An empty folder for data and logs, which are kept; a temporary one otherwise.")
    private @Nullable Path directory;

    /** The folder that was asked for, or a temporary one. */
    public Workspace open() {
        return Workspace.of(directory);
    }
}

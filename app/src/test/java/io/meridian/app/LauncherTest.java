package io.meridian.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code bin/meridian} does before Java begins, and what it keeps between runs. */
class LauncherTest {
    private static final String PROGRAM = "[io.meridian.app.Main]";

    private final Path folder;
    private final FakeDistribution meridian;

    LauncherTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.meridian = new FakeDistribution(folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"src/dist/bin/meridian", "../meridian", "../meridian-bench", "../deploy/docker/layers"})
    void shouldBeAScriptThatAnyShellReads(String script) throws Exception {
        Process process = new ProcessBuilder("/bin/sh", "-n", script)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();

        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(Files.readString(folder.resolve("output"))).isEmpty();
        assertThat(process.exitValue()).isZero();
    }

    @Test
    void shouldSayThatThereIsNoJavaWhereJavaHomePoints() throws Exception {
        Path nowhere = folder.resolve("nowhere");

        FakeDistribution.Run run =
                meridian.with("JAVA_HOME", nowhere.toString()).run("topology");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.output())
                .isEqualTo("meridian: JAVA_HOME is " + nowhere
                        + ", but there is no bin/java in it: set it to a JDK 17 or newer, or unset it\n");
        assertThat(run.calls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"JAVA_VERSION=\"11.0.22\"\n", "JAVA_VERSION=\"1.8.0_392\"\n"})
    void shouldRefuseAnOlderJava(String release) throws Exception {
        meridian.java("old", release);

        FakeDistribution.Run run =
                meridian.with("JAVA_HOME", folder.resolve("old").toString()).run("run");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.output())
                .startsWith("meridian: Java 17 or newer is needed, but ")
                .hasLineCount(1);
        assertThat(run.calls()).isEmpty();
    }

    @Test
    void shouldAskAJavaThatHasNoFileOfItsVersion() throws Exception {
        meridian.java("bare", "");

        FakeDistribution.Run run =
                meridian.with("JAVA_HOME", folder.resolve("bare").toString()).run("topology");

        assertThat(run.code()).as(run.output()).isZero();
        assertThat(run.calls()).hasSize(2);
        assertThat(run.calls().get(0)).startsWith("[-version]");
        assertThat(run.calls().get(1)).contains(PROGRAM + "[topology]");
    }

    @Test
    void shouldFindItsFolderThroughLinksToLinks() throws Exception {
        Path bin = Files.createDirectories(folder.resolve("usr/bin"));
        Path first = Files.createSymbolicLink(folder.resolve("usr/meridian"), meridian.launcher());
        Path second = Files.createSymbolicLink(bin.resolve("meridian"), Path.of("../meridian"));

        assertThat(first).exists();
        assertThat(meridian.run(List.of("/bin/sh", second.toString()), "run").calls())
                .singleElement()
                .asString()
                .contains("[-cp][" + meridian.jars().toRealPath().resolve("meridian.jar") + "]" + PROGRAM + "[run]");
    }

    @Test
    void shouldHandOnWordsAsTheyAreAndTheJvmsOptionsToTheJvmAlone() throws Exception {
        FakeDistribution.Run run =
                meridian.with("MERIDIAN_JVM_OPTS", "-Xmx2g -Dx=y").run("run", "--set", "a=b c", "*");

        assertThat(run.calls())
                .singleElement()
                .asString()
                .contains("[@" + meridian.home().toRealPath().resolve("bin/jvm.options") + "][-Xmx2g][-Dx=y]")
                .contains(PROGRAM + "[run][--set][a=b c][*]")
                .endsWith("{options gone}");
        assertThat(meridian.with("EXIT", "2").run("run").code()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"query", "analyze"})
    void shouldKeepTheClassesOfTheFirstRunForTheNextOnes(String command) throws Exception {
        FakeDistribution.Run first = meridian.run(command, "x");
        FakeDistribution.Run second = meridian.run(command, "x");

        assertThat(first.code()).as(first.output()).isZero();
        assertThat(first.calls()).hasSize(2);
        assertThat(first.calls().get(0)).contains("[-XX:DumpLoadedClassList=", PROGRAM + "[" + command + "][x]");
        assertThat(first.calls().get(1)).contains("[-Xshare:dump]");
        assertThat(meridian.archives(command)).singleElement().asString().endsWith(".jsa");
        assertThat(second.calls())
                .singleElement()
                .asString()
                .contains("[-XX:SharedArchiveFile="
                        + meridian.jars()
                                .toRealPath()
                                .resolve(meridian.archives(command).get(0)) + "]")
                .contains(PROGRAM + "[" + command + "][x]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"topology", "query --watch", "query --help", "analyze -h", "query -V"})
    void shouldKeepNothingOfWhatIsNoWholeRun(String line) throws Exception {
        assertThat(meridian.run(line.split(" ", -1)).calls()).hasSize(1);
        assertThat(meridian.archives("query")).isEmpty();
        assertThat(meridian.archives("analyze")).isEmpty();
    }

    @Test
    void shouldKeepNothingOfARunThatFails() throws Exception {
        FakeDistribution.Run run = meridian.with("EXIT", "1").run("query");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.calls()).hasSize(1);
        assertThat(meridian.archives("query")).isEmpty();
    }

    @Test
    void shouldNeverUseTheArchiveOfAnotherBuildAndRemoveIt() throws Exception {
        FileTime time = FileTime.fromMillis(1_767_225_600_000L);
        Path jar = meridian.jars().resolve("meridian.jar");
        Files.setLastModifiedTime(jar, time);
        meridian.run("analyze");
        meridian.run("query");
        List<String> old = meridian.archives("query");
        List<String> ofAnalyze = meridian.archives("analyze");

        // As long as before, and as old: what the file system tells of it is the same.
        meridian.jar("meridian.jar", "OURS");
        Files.setLastModifiedTime(jar, time);
        FakeDistribution.Run run = meridian.run("query");

        assertThat(run.calls()).hasSize(2);
        assertThat(run.calls().get(0)).doesNotContain("SharedArchiveFile");
        assertThat(meridian.archives("query")).hasSize(1).doesNotContainAnyElementsOf(old);
        assertThat(meridian.archives("analyze")).isEqualTo(ofAnalyze);
    }

    @Test
    void shouldWorkWhereItMayWriteNothing() throws Exception {
        Path setpriv = Path.of("/usr/bin/setpriv");
        boolean root = "root".equals(System.getProperty("user.name"));
        if (root) {
            PseudoTerminal.requireProgram(
                    setpriv.toString(), "of util-linux, makes another of root, who may write anywhere");
        }
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(meridian.jars(), PosixFilePermissions.fromString("r-xr-xr-x"));
        try {
            List<String> shell = root
                    ? List.of(setpriv.toString(), "--reuid=65534", "--regid=65534", "--clear-groups", "/bin/sh")
                    : List.of("/bin/sh");
            FakeDistribution.Run run = meridian.run(
                    Stream.concat(shell.stream(), Stream.of(meridian.launcher().toString()))
                            .toList(),
                    "query",
                    "latest");

            assertThat(run.code()).as(run.output()).isZero();
            assertThat(run.output()).isEmpty();
            assertThat(run.calls()).singleElement().asString().contains(PROGRAM + "[query][latest]");
            assertThat(meridian.archives("query")).isEmpty();
        } finally {
            Files.setPosixFilePermissions(meridian.jars(), PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }
}

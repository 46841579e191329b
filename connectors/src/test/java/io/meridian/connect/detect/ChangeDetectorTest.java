package io.meridian.connect.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ChangeDetectorTest {
    private static final Duration SETTLE = Duration.ofMillis(100);
    private static final Sighting UNSTEADY = new Sighting.Unsteady();
    private static final Sighting UNUSABLE = new Sighting.Unusable("it has 300 bytes");

    private final SortedMap<String, Sighting> directory = new TreeMap<>();
    private ChangeDetector detector = new ChangeDetector(new SettleRules(SETTLE, 0.5), FileIndex.EMPTY);

    @Test
    void shouldSayNothingOfAnEmptyDirectoryThatWasNeverAnother() {
        assertThat(lookAt(0)).isEqualTo(new Verdict.Unchanged());
    }

    @Test
    void shouldWaitUntilAFileIsSeenAlikeForTheSettlingTime() {
        put("a", "1");

        assertThat(lookAt(0)).isEqualTo(settling(100));
        assertThat(lookAt(99)).isEqualTo(settling(1));
        assertThat(lookAt(100)).isEqualTo(settled("a", "1"));
        assertThat(lookAt(101)).isEqualTo(new Verdict.Unchanged());
    }

    @Test
    void shouldBeginTheSettlingTimeAnewWithEachPieceOfAFile() {
        put("a", "1");
        assertThat(lookAt(0)).isEqualTo(settling(100));
        put("a", "12");
        assertThat(lookAt(90)).isEqualTo(settling(100));
        put("a", "123");
        assertThat(lookAt(180)).isEqualTo(settling(100));
        assertThat(lookAt(280)).isEqualTo(settled("a", "123"));
    }

    @Test
    void shouldWaitForAllFilesThatChangeTogether() {
        know("a", "1", "b", "1");
        put("a", "2");
        assertThat(lookAt(0)).isEqualTo(settling(100));
        put("b", "2");
        assertThat(lookAt(80)).isEqualTo(settling(100));
        assertThat(lookAt(120)).isEqualTo(settling(60));
        assertThat(lookAt(180)).isEqualTo(settled("a", "2", "b", "2"));
    }

    @Test
    void shouldNeverSettleOnAFileThatChangesWhileItIsRead() {
        know("a", "1");
        directory.put("a", UNSTEADY);
        assertThat(lookAt(0)).isEqualTo(settling(100));
        assertThat(lookAt(1_000)).isEqualTo(settling(100));
        put("a", "2");
        assertThat(lookAt(1_050)).isEqualTo(settling(100));
        assertThat(lookAt(1_150)).isEqualTo(settled("a", "2"));
    }

    @Test
    void shouldSayNothingWhereAChangeIsUndoneBeforeItHasSettled() {
        know("a", "1");
        put("a", "2");
        assertThat(lookAt(0)).isEqualTo(settling(100));
        put("a", "1");
        assertThat(lookAt(50)).isEqualTo(new Verdict.Unchanged());
        // The second time it has to settle anew.
        put("a", "2");
        assertThat(lookAt(110)).isEqualTo(settling(100));
    }

    @Test
    void shouldTellAToBAndBackToA() {
        know("a", "1");
        put("a", "2");
        lookAt(0);
        assertThat(lookAt(100)).isEqualTo(settled("a", "2"));
        put("a", "1");
        assertThat(lookAt(200)).isEqualTo(settling(100));
        assertThat(lookAt(300)).isEqualTo(settled("a", "1"));
    }

    @Test
    void shouldGiveAMissingFileTwiceTheTimeToComeBack() {
        know("a", "1", "b", "1");
        directory.remove("b");

        assertThat(lookAt(0)).isEqualTo(settling(200));
        assertThat(lookAt(199)).isEqualTo(settling(1));
        assertThat(lookAt(200)).isEqualTo(settled("a", "1"));
    }

    @Test
    void shouldSayNothingOfAFileThatIsAwayWhileAnEditorReplacesIt() {
        know("a", "1");
        directory.clear();
        assertThat(lookAt(0)).isEqualTo(settling(200));
        put("a", "1");
        assertThat(lookAt(150)).isEqualTo(new Verdict.Unchanged());
    }

    @Test
    void shouldHoldBackWhenMoreFilesAreLostThanAllowed() {
        know("a", "1", "b", "1", "c", "1");
        directory.remove("a");
        directory.remove("b");
        lookAt(0);

        assertThat(lookAt(200))
                .isInstanceOfSatisfying(
                        Verdict.HeldBack.class,
                        held -> assertThat(held.reason())
                                .contains("of 3 files known, only 1 are left", "max.delete.ratio"));
        // And goes on holding back, until as many are back as are needed.
        assertThat(lookAt(100_000)).isInstanceOf(Verdict.HeldBack.class);
        put("b", "1");
        assertThat(lookAt(100_100)).isEqualTo(settled("b", "1", "c", "1"));
    }

    @Test
    void shouldLetTheLastFileGoWhereEverythingMayGo() {
        detector = new ChangeDetector(new SettleRules(SETTLE, 1), FileIndex.of(Map.of("a", Sha256.hex(new byte[0]))));
        lookAt(0);
        assertThat(lookAt(200)).isEqualTo(settled());
    }

    @Test
    void shouldTakeARenamedFileForNoLoss() {
        know("a", "1");
        directory.clear();
        put("b", "1");
        lookAt(0);
        assertThat(lookAt(200)).isEqualTo(settled("b", "1"));
    }

    @Test
    void shouldForgetWhatItSawBeforeTheDirectoryWasAway() {
        know("a", "1", "b", "1");
        directory.remove("b");
        lookAt(0);
        detector.couldNotLook();

        assertThat(lookAt(500)).isEqualTo(settling(200));
    }

    @Test
    void shouldGoOnWithoutAFileThatWasNeverUsable() {
        know("a", "1");
        directory.put("b", UNUSABLE);
        assertThat(lookAt(0)).isEqualTo(new Verdict.Unchanged());
        put("a", "2");
        lookAt(10);
        assertThat(lookAt(110)).isEqualTo(settled("a", "2"));
    }

    @Test
    void shouldHoldBackWhenAFileThatItKnowsCannotBeUsedAnyMore() {
        know("a", "1", "b", "1");
        directory.put("a", UNUSABLE);
        lookAt(0);

        assertThat(lookAt(100))
                .isInstanceOfSatisfying(
                        Verdict.HeldBack.class,
                        held -> assertThat(held.reason()).contains("a was a part", "it has 300 bytes"));
        put("a", "2");
        lookAt(200);
        assertThat(lookAt(300)).isEqualTo(settled("a", "2", "b", "1"));
    }

    @Test
    void shouldSettleOnWhatChangedWhileNobodyLooked() {
        detector = new ChangeDetector(
                new SettleRules(SETTLE, 0.5), set("a", "1", "b", "1").index());
        put("a", "2");
        put("c", "1");
        lookAt(0);
        lookAt(100);
        assertThat(lookAt(200)).isEqualTo(settled("a", "2", "c", "1"));
    }

    private Verdict lookAt(long milliseconds) {
        return detector.observe(Duration.ofMillis(milliseconds).toNanos(), directory);
    }

    private void know(String... namesAndContents) {
        detector = new ChangeDetector(
                new SettleRules(SETTLE, 0.5), set(namesAndContents).index());
        set(namesAndContents).files().forEach(file -> put(file.path(), file.content()));
        assertThat(lookAt(-1_000)).isEqualTo(new Verdict.Unchanged());
    }

    private void put(String name, String content) {
        directory.put(name, new Sighting.Whole(FileVersion.of(name, content)));
    }

    private static Verdict settling(long milliseconds) {
        return new Verdict.Settling(Duration.ofMillis(milliseconds));
    }

    private static Verdict settled(String... namesAndContents) {
        return new Verdict.Settled(set(namesAndContents));
    }

    private static FileSet set(String... namesAndContents) {
        return FileSet.of(Stream.iterate(0, i -> i < namesAndContents.length, i -> i + 2)
                .map(i -> FileVersion.of(namesAndContents[i], namesAndContents[i + 1]))
                .collect(Collectors.toList()));
    }
}

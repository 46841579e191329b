package io.meridian.topology.refresh;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.meridian.topology.settings.CompileResult;
import io.meridian.topology.settings.CompileResult.Compiled;
import io.meridian.topology.settings.CompileResult.Refused;
import io.meridian.topology.settings.Settings;
import io.meridian.topology.settings.SettingsCompiler;
import io.meridian.topology.settings.SettingsProblem;
import io.meridian.topology.settings.SettingsTimeline;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Takes in the records of the topic of refresh events, in their order, and keeps what they amount to. What it decides depends
 * on those records alone, so all instances come to the same; and whatever a record holds, it does not throw.
 */
final class SettingsLedger {
    /** Whatever is above cannot be written in JSON so that every reader understands it. */
    private static final long MAX_GENERATION = (1L << 53) - 1;

    /** By how much a generation may go beyond the one before, where it does not come from a clock. */
    private static final long MAX_STEP = 1_000_000;

    /** By how much a generation from a clock may be ahead of the clock that stamped its record, in milliseconds. */
    private static final long MAX_AHEAD = 24L * 60 * 60 * 1_000;

    private final String source;
    private final Settings standIn;
    private Optional<SettingsTimeline> timeline = Optional.empty();
    private long refused;
    private Optional<Refusal> lastRefusal = Optional.empty();

    /**
     * @param source whose events count
     * @param standIn what holds until there is a valid event
     */
    SettingsLedger(String source, Settings standIn) {
        this.source = source;
        this.standIn = standIn;
    }

    /** Takes in the next record. */
    Taken take(byte @Nullable [] key, byte @Nullable [] value, long offset, long timestamp) {
        OptionalLong generation = OptionalLong.empty();
        try {
            RefreshEvent event = event(key, value);
            generation = OptionalLong.of(event.generation());
            if (isRepeated(event)) {
                return new Taken.Repeated();
            }
            checkGeneration(event.generation(), timestamp);
            CompileResult result = SettingsCompiler.compile(event.generation(), event.effectiveAt(), event.files());
            if (result instanceof Refused faulty) {
                return refuse(offset, timestamp, generation, faulty.problems());
            }
            return accept(((Compiled) result).settings());
        } catch (MalformedEventException e) {
            return refuse(offset, timestamp, generation, List.of(e.problem()));
        } catch (RuntimeException | StackOverflowError failure) {
            // None is known; but it would come again in every instance and after every restart.
            return refuse(
                    offset,
                    timestamp,
                    generation,
                    List.of(new SettingsProblem("", 0, "", "the program failed on this record: " + failure)));
        }
    }

    private RefreshEvent event(byte @Nullable [] key, byte @Nullable [] value) throws MalformedEventException {
        if (key == null || !Arrays.equals(key, source.getBytes(UTF_8))) {
            throw MalformedEventException.at(
                    "key",
                    "expected a record of the source " + source + ", found one of another; is config.source right?");
        }
        if (value == null) {
            throw MalformedEventException.at("", "expected a refresh event, found a record without a value");
        }
        RefreshEvent event = RefreshEventDecoder.decode(value);
        if (!event.source().equals(source)) {
            throw MalformedEventException.at(
                    "source", "expected " + source + ", as the record's key, found " + event.source());
        }
        return event;
    }

    private boolean isRepeated(RefreshEvent event) {
        return timeline.map(SettingsTimeline::newest)
                .filter(newest -> newest.generation() == event.generation()
                        && newest.effectiveAt() == event.effectiveAt()
                        && newest.sha256().equals(event.sha256()))
                .isPresent();
    }

    private void checkGeneration(long generation, long timestamp) throws MalformedEventException {
        long newest = timeline.map(known -> known.newest().generation()).orElse(0L);
        if (generation <= newest) {
            throw MalformedEventException.at(
                    "generation", "expected one above " + newest + ", found the older " + generation);
        }
        // One that is huge by mistake would be the last one ever.
        long stamped = Math.min(Math.max(0, timestamp), MAX_GENERATION);
        long greatest = Math.min(MAX_GENERATION, Math.max(newest + MAX_STEP, stamped + MAX_AHEAD));
        if (generation > greatest) {
            throw MalformedEventException.at(
                    "generation", "expected at most " + greatest + " after " + newest + ", found " + generation);
        }
    }

    private Taken accept(Settings settings) {
        timeline =
                Optional.of(timeline.map(known -> known.with(settings)).orElseGet(() -> SettingsTimeline.of(settings)));
        return new Taken.Accepted(settings);
    }

    private Taken refuse(long offset, long timestamp, OptionalLong generation, List<SettingsProblem> problems) {
        Refusal refusal = Refusal.of(offset, timestamp, generation, problems);
        refused++;
        lastRefusal = Optional.of(refusal);
        return new Taken.Refused(refusal);
    }

    /** Whether there has been a valid event. */
    boolean hasSettings() {
        return timeline.isPresent();
    }

    SettingsStatus status() {
        return new SettingsStatus(
                timeline.orElseGet(() -> SettingsTimeline.of(standIn)),
                timeline.isPresent(),
                refused,
                lastRefusal,
                Optional.empty());
    }
}

package io.meridian.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.meridian.chaos.Schedule.Step;
import io.meridian.chaos.TcpProxy.Condition;
import io.meridian.local.ChildProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Does to the stage what a step says, and puts it right again. */
final class Injector {
    private static final Duration GRACE = Duration.ofSeconds(20);
    private static final Duration REFUSAL = Duration.ofMinutes(1);
    static final Path FAKETIME = Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1");

    private final Stage stage;
    private final Runnable takeover;

    /** @param takeover waits until every partition is read on by whoever is left */
    Injector(Stage stage, Runnable takeover) {
        this.stage = stage;
        this.takeover = takeover;
    }

    /** Returns when nothing is broken any more, though not all need have recovered. */
    void inject(Step step) throws IOException {
        switch (step.fault()) {
            case KILL_INSTANCE -> {
                instance(step).kill();
                stage.instances.start(step.instance());
            }
            case KILL_STORM -> {
                for (int kill = 0; kill < Fault.STORM; kill++) {
                    instance(step).kill();
                    stage.instances.start(step.instance());
                    // Once at the start of the program, once while it joins, once while it restores.
                    elapse(step.length().multipliedBy(kill % 4).dividedBy(4));
                }
            }
            case LOSE_INSTANCE -> {
                instance(step).kill();
                takeover.run();
                stage.instances.start(step.instance());
            }
            case PAUSE_INSTANCE -> pause(instance(step), step.length());
            case WIPE_STATE -> {
                instance(step).kill();
                stage.instances.wipe(step.instance());
                stage.instances.start(step.instance());
            }
            case RESTART_INSTANCE -> {
                stop(instance(step));
                stage.instances.start(step.instance());
            }
            case JOIN_AND_LEAVE -> {
                stage.instances.start(Stage.GUEST);
                elapse(step.length().plusSeconds(5));
                stop(stage.instances.process(Stage.GUEST));
            }
            case CLOCK_AHEAD -> {
                stop(instance(step));
                stage.instances.start(step.instance(), Map.of("LD_PRELOAD", FAKETIME.toString(), "FAKETIME", "+1h"));
            }
            case FULL_DISK -> fillTheDisk(step);
            case KILL_BROKER -> {
                broker(step).kill();
                stage.brokers.start(step.broker());
            }
            case LOSE_BROKER -> {
                broker(step).kill();
                takeover.run();
                stage.brokers.start(step.broker());
            }
            case PAUSE_BROKER -> pause(broker(step), step.length());
            case RESTART_BROKER -> {
                stop(broker(step));
                stage.brokers.start(step.broker());
            }
            case CUT_LINE -> line(step, Condition.CUT);
            case SLOW_LINE -> line(step, Condition.SLOW);
            case HALF_OPEN_LINE -> line(step, Condition.HALF_OPEN);
            case NO_ANSWERS -> line(step, Condition.NO_ANSWERS);
            case NO_REQUESTS -> line(step, Condition.NO_REQUESTS);
            case CUT_OFF_BROKER -> {
                stage.brokers.linesTo(step.broker(), Condition.CUT);
                elapse(step.length());
                stage.brokers.linesTo(step.broker(), Condition.GOOD);
            }
            case SLOW_REGISTRY -> bad(stage.registryLine, Condition.SLOW, step.length());
            case KILL_REGISTRY -> stage.killRegistry();
            case KILL_CONNECT -> {
                stage.refreshes.process().kill();
                stage.refreshes.save();
                stage.refreshes.restart();
                stage.awaitRefreshed();
            }
            case PAUSE_CONNECT -> {
                Signals.pause(stage.refreshes.process());
                stage.refreshes.save();
                elapse(step.length());
                Signals.resume(stage.refreshes.process());
                stage.awaitRefreshed();
            }
        }
    }

    /** It may go on for as long as it needs no room; but it cannot start, and says so. */
    private void fillTheDisk(Step step) {
        int instance = step.instance();
        stage.disk(instance).fill();
        elapse(step.length());
        if (!instance(step).isAlive()) {
            refusedForWantOfRoom(instance(step));
        }
        instance(step).stop(GRACE);
        // What it deletes as it starts would leave room.
        stage.instances.wipe(instance);
        stage.disk(instance).fill();
        stage.instances.start(instance);
        refusedForWantOfRoom(instance(step));
        takeover.run();
        stage.disk(instance).free();
        stage.instances.start(instance);
    }

    private static void refusedForWantOfRoom(ChildProcess full) {
        if (!full.awaitExit(REFUSAL)) {
            throw new AssertionError(full.name() + " runs on a full disk");
        }
        assertThat(full.exitCode()).hasValue(1);
        assertThat(full.lastLines(40)).as("what it said").anyMatch(line -> line.contains("state.dir"));
    }

    private void line(Step step, Condition condition) {
        bad(stage.brokers.line(step.instance(), step.broker()), condition, step.length());
    }

    private static void bad(TcpProxy line, Condition condition, Duration length) {
        line.become(condition);
        elapse(length);
        line.become(Condition.GOOD);
    }

    private static void pause(ChildProcess process, Duration length) {
        Signals.pause(process);
        elapse(length);
        Signals.resume(process);
    }

    private static void stop(ChildProcess process) {
        if (!process.stop(GRACE)) {
            throw new AssertionError(process.name() + " did not end within " + GRACE + " of being asked to");
        }
    }

    private ChildProcess instance(Step step) {
        return stage.instances.process(step.instance());
    }

    private ChildProcess broker(Step step) {
        return stage.brokers.process(step.broker());
    }

    /** Lets the fault last: nothing that could be waited for is to happen. */
    static void elapse(Duration time) {
        try {
            boolean never = new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS);
            assert !never;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

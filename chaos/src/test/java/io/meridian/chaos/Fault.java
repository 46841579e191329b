package io.meridian.chaos;

import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;

/** What may happen to one process or line. */
enum Fault {
    KILL_INSTANCE(Target.INSTANCE),
    /** Killed {@value Fault#STORM} times, each time soon after it was started, whatever it was at. */
    KILL_STORM(Target.INSTANCE),
    /** Not started again before the others have taken over. */
    LOSE_INSTANCE(Target.INSTANCE),
    PAUSE_INSTANCE(Target.INSTANCE),
    WIPE_STATE(Target.INSTANCE),
    RESTART_INSTANCE(Target.INSTANCE),
    JOIN_AND_LEAVE(Target.NONE),
    CLOCK_AHEAD(Target.INSTANCE),
    /** No room left where its state is, while it runs and when it starts. */
    FULL_DISK(Target.INSTANCE),
    KILL_BROKER(Target.BROKER),
    /** Away for some seconds. */
    LOSE_BROKER(Target.BROKER),
    PAUSE_BROKER(Target.BROKER),
    RESTART_BROKER(Target.BROKER),
    CUT_LINE(Target.LINE),
    SLOW_LINE(Target.LINE),
    HALF_OPEN_LINE(Target.LINE),
    NO_ANSWERS(Target.LINE),
    NO_REQUESTS(Target.LINE),
    CUT_OFF_BROKER(Target.BROKER),
    SLOW_REGISTRY(Target.NONE),
    KILL_REGISTRY(Target.NONE),
    KILL_CONNECT(Target.NONE),
    PAUSE_CONNECT(Target.NONE);

    /** What it happens to. */
    enum Target {
        NONE(1, 1),
        INSTANCE(2, 1),
        BROKER(1, 3),
        /** Between an instance and a broker. */
        LINE(2, 3);

        final int instances;
        final int brokers;

        Target(int instances, int brokers) {
            this.instances = instances;
            this.brokers = brokers;
        }
    }

    static final int STORM = 10;

    final Target target;

    Fault(Target target) {
        this.target = target;
    }

    /** Those that this machine allows. */
    static List<Fault> possible() {
        return Arrays.stream(values()).filter(Fault::isPossible).toList();
    }

    /** Whether this machine has what it takes. */
    boolean isPossible() {
        return (this != FULL_DISK || SmallDisk.isPossible())
                && (this != CLOCK_AHEAD || Files.exists(Injector.FAKETIME));
    }

    /** How many processes it ends with {@code kill -9}. */
    int kills() {
        return switch (this) {
            case KILL_STORM -> STORM;
            case KILL_INSTANCE, LOSE_INSTANCE, WIPE_STATE, KILL_BROKER, LOSE_BROKER, KILL_REGISTRY, KILL_CONNECT -> 1;
            case PAUSE_INSTANCE,
                    RESTART_INSTANCE,
                    JOIN_AND_LEAVE,
                    CLOCK_AHEAD,
                    FULL_DISK,
                    PAUSE_BROKER,
                    RESTART_BROKER,
                    CUT_LINE,
                    SLOW_LINE,
                    HALF_OPEN_LINE,
                    NO_ANSWERS,
                    NO_REQUESTS,
                    CUT_OFF_BROKER,
                    SLOW_REGISTRY,
                    PAUSE_CONNECT -> 0;
        };
    }
}

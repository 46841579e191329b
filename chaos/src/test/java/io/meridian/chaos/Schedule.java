package io.meridian.chaos;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** The faults of a run, one after the other, all of one seed. */
final class Schedule {
    /**
     * @param after how long after the recovery from the one before
     * @param instance 0 or 1
     * @param broker 0 to 2
     * @param length how long it lasts, where it lasts
     */
    record Step(Fault fault, Duration after, int instance, int broker, Duration length) {
        @Override
        public String toString() {
            String where =
                    switch (fault.target) {
                        case NONE -> "";
                        case INSTANCE -> " of instance " + instance;
                        case BROKER -> " of broker " + broker;
                        case LINE -> " from instance " + instance + " to broker " + broker;
                    };
            return fault.name().toLowerCase(Locale.ROOT) + where;
        }
    }

    private final SplittableRandom random;
    private final List<Fault> faults;

    /** @param faults names separated by commas; {@code all} stands for each that this machine allows */
    Schedule(long seed, String faults) {
        this.random = new SplittableRandom(seed);
        this.faults = Arrays.stream(faults.split(",")).flatMap(Schedule::named).toList();
    }

    private static Stream<Fault> named(String name) {
        if (name.equals("all")) {
            return Fault.possible().stream();
        }
        Fault fault = Fault.valueOf(name.strip().toUpperCase(Locale.ROOT));
        if (!fault.isPossible()) {
            throw new IllegalArgumentException(name + " is not possible on this machine: see chaos/README.md");
        }
        return Stream.of(fault);
    }

    boolean mayHave(Fault fault) {
        return faults.contains(fault);
    }

    /** Without end. */
    Stream<Step> steps() {
        return Stream.generate(this::next);
    }

    private Step next() {
        Fault fault = faults.get(random.nextInt(faults.size()));
        // All are drawn whatever the fault needs, so that no fault changes what comes after it.
        return new Step(
                fault,
                Duration.ofMillis(random.nextInt(200, 1_500)),
                random.nextInt(fault.target.instances),
                random.nextInt(fault.target.brokers),
                Duration.ofMillis(random.nextInt(2_000, 6_000)));
    }
}

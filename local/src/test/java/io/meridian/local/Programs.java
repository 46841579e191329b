package io.meridian.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Small programs that tests start as processes of their own. */
final class Programs {
    private static final List<String> SMALL = List.of("-Xmx32m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private Programs() {}

    static Command command(Class<?> main, Path log, String... arguments) {
        return Command.java(
                main.getSimpleName(),
                log,
                SMALL,
                System.getProperty("java.class.path"),
                main.getName(),
                List.of(arguments));
    }

    private static void sleep() {
        try {
            Thread.sleep(Duration.ofDays(1).toMillis());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Says that it runs, and runs for ever. */
    static final class Sleeper {
        private Sleeper() {}

        public static void main(String[] args) {
            System.out.println("sleeping " + ProcessHandle.current().pid());
            sleep();
        }
    }

    /** Does not end when it is asked to. */
    static final class Stubborn {
        private Stubborn() {}

        public static void main(String[] args) {
            Runtime.getRuntime().addShutdownHook(new Thread(Programs::sleep));
            System.out.println("sleeping");
            sleep();
        }
    }

    /** Says in the end whether the process that the first argument numbers is alive. */
    static final class LastLook {
        private LastLook() {}

        public static void main(String[] args) {
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(() -> System.out.println("the other is alive: "
                            + ProcessHandle.of(Long.parseLong(args[0])).isPresent())));
            System.out.println("sleeping");
            sleep();
        }
    }

    /** Prints some lines and fails. */
    static final class Failing {
        private Failing() {}

        public static void main(String[] args) {
            for (int line = 1; line <= 30; line++) {
                System.out.println("line " + line);
            }
            System.exit(3);
        }
    }

    /** Prints its variable {@code GREETING} and its arguments. */
    static final class Greeting {
        private Greeting() {}

        public static void main(String[] args) {
            System.out.println(System.getenv("GREETING") + " " + List.of(args));
        }
    }

    /** Starts a {@link Sleeper}, which logs to the first argument, and runs for ever. */
    static final class Parent {
        private Parent() {}

        public static void main(String[] args) {
            try (Children children = new Children()) {
                var unused = children.start(command(Sleeper.class, Path.of(args[0])));
                sleep();
            }
        }
    }
}

package io.meridian.app.dev;

import io.meridian.local.ChildFailedException;
import io.meridian.local.ChildProcess;
import io.meridian.local.Children;
import io.meridian.local.LocalConnect;
import io.meridian.local.LocalHome;
import io.meridian.local.LocalKafka;
import io.meridian.local.LocalRegistry;
import io.meridian.local.Readiness;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/** One run of {@code dev}: starts everything, and watches it until it is stopped or something ends by itself. */
final class DevSession {
    private static final Duration APP_TIMEOUT = Duration.ofSeconds(90);

    private final DevOptions options;
    private final DataDirectory data;
    private final ProgramCommands program;
    private final Progress progress;
    private final Children children;
    private final CompletableFuture<ChildProcess> firstEnded = new CompletableFuture<>();

    private DevSession(
            DevOptions options, DataDirectory data, ProgramCommands program, Progress progress, Children children) {
        this.options = options;
        this.data = data;
        this.program = program;
        this.progress = progress;
        this.children = children;
    }

    /**
     * Runs until a child fails, and says so. Ctrl-C and SIGTERM end it by ending the JVM, and with it the children: the
     * load, the app, the Connect worker, the registry, the broker.
     */
    static void run(DevOptions options, DataDirectory data, ProgramCommands program, Progress progress) {
        try (Children children = new Children(child -> progress.say(child.name() + " stopped"))) {
            new DevSession(options, data, program, progress, children).untilFailure();
        }
    }

    private void untilFailure() {
        try {
            start();
            throw ChildFailedException.ended(firstEnded.join());
        } catch (RuntimeException e) {
            if (children.isStopping()) {
                // The stop's own work, of which there is nothing to tell: the JVM is ending.
                return;
            }
            if (!(e instanceof ChildFailedException)) {
                throw e;
            }
            progress.say(String.valueOf(e.getMessage()));
        }
    }

    private void start() {
        LocalHome home = LocalHome.ofThisJvm();
        progress.say("starting the broker and the registry");
        LocalKafka broker =
                LocalKafka.start(children, home, data.path(), options.ports().kafka());
        watch(broker.process());
        LocalRegistry registry =
                LocalRegistry.start(children, home, data.path(), options.ports().registry());
        watch(registry.process());
        broker.awaitReady(LocalKafka.START_TIMEOUT);
        progress.say("the broker is ready; starting the Connect worker");
        LocalConnect connect = startConnect(home, broker);
        registry.awaitReady(LocalRegistry.START_TIMEOUT);
        progress.say("the registry is ready; starting the app");

        ChildProcess app = children.start(program.app(options, broker, registry));
        watch(app);
        URI ready = URI.create(options.ports().restUrl() + "/ready");
        Readiness.await(app, unlessOneEnded(Readiness.answersOk(ready)), APP_TIMEOUT);
        progress.say("the app is ready");
        connect.awaitReady(LocalConnect.START_TIMEOUT);
        progress.say("the Connect worker is ready");
        if (options.load()) {
            watch(children.start(program.load(options, broker)));
            progress.say("the load has begun");
        }
        progress.plain(Directions.of(options, data, broker, registry, connect));
    }

    /** Before the app, which may want settings before it is ready. */
    private LocalConnect startConnect(LocalHome home, LocalKafka broker) {
        RefreshTopic.create(broker.bootstrapServers());
        RefreshLog.start(broker.bootstrapServers(), progress);
        LocalConnect connect = LocalConnect.standalone(
                children,
                home,
                data.path(),
                DevConnectors.worker(options, broker),
                DevConnectors.jvmOptions(),
                DevConnectors.all(options));
        watch(connect.process());
        return connect;
    }

    /** An app that waits in vain for a broker that has died would be the wrong one to blame. */
    private BooleanSupplier unlessOneEnded(BooleanSupplier isReady) {
        return () -> {
            if (firstEnded.isDone()) {
                throw ChildFailedException.ended(firstEnded.join());
            }
            return isReady.getAsBoolean();
        };
    }

    private void watch(ChildProcess child) {
        child.onExit(ended -> {
            if (!children.isStopping()) {
                firstEnded.complete(ended);
            }
        });
    }
}

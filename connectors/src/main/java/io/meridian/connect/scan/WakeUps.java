package io.meridian.connect.scan;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a pause early when the operating system tells of a change in the directory. What it tells is not looked at: events are
 * lost on overflow, on network mounts and with a directory that is replaced, so they say at most that a look is worth while.
 * For one thread but for {@link #close()}.
 */
public final class WakeUps implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WakeUps.class);
    private static final Duration GATHERING = Duration.ofMillis(20);

    private final Path directory;
    private final WatchService service;
    private Optional<Watched> watched = Optional.empty();

    private WakeUps(Path directory, WatchService service) {
        this.directory = directory;
        this.service = service;
    }

    /** @throws IOException if the operating system has no more watches to give */
    public static WakeUps of(Path directory) throws IOException {
        return new WakeUps(directory, FileSystems.getDefault().newWatchService());
    }

    /**
     * Waits for a change, or for the time to pass.
     *
     * @throws InterruptedException if the thread is interrupted, or this was closed
     */
    public void await(Duration longest) throws InterruptedException {
        try {
            WatchKey key = service.poll(longest.toNanos(), TimeUnit.NANOSECONDS);
            if (key != null) {
                // One change is several events: the rest of them should not cost a look each.
                Thread.sleep(GATHERING.toMillis());
                key.pollEvents();
                key.reset();
            }
        } catch (ClosedWatchServiceException e) {
            throw new InterruptedException("closed");
        }
    }

    /** Watches what stands under the directory's name by now. To be called before each look, so that no change falls between. */
    public void follow() {
        try {
            Path real = directory.toRealPath();
            boolean isCurrent = watched.filter(old -> old.real.equals(real) && old.key.isValid() && old.isSameFile())
                    .isPresent();
            if (!isCurrent) {
                watched.ifPresent(old -> old.key.cancel());
                watched = Optional.of(Watched.begin(real, service));
            }
        } catch (IOException e) {
            watched.ifPresent(old -> old.key.cancel());
            watched = Optional.empty();
            LOG.debug("{} cannot be watched for now, looking at each interval: {}", directory, e.toString());
        } catch (ClosedWatchServiceException e) {
            LOG.debug("no longer watching {}", directory);
        }
    }

    @Override
    public void close() throws IOException {
        service.close();
    }

    private record Watched(Path real, Object identity, WatchKey key) {
        static Watched begin(Path real, WatchService service) throws IOException {
            WatchKey key = real.register(
                    service,
                    StandardWatchEventKinds.ENTRY_CREATE,
                    StandardWatchEventKinds.ENTRY_MODIFY,
                    StandardWatchEventKinds.ENTRY_DELETE);
            return new Watched(real, FileIdentity.of(real), key);
        }

        /** Not another directory of the same name. */
        boolean isSameFile() {
            try {
                return FileIdentity.of(real).equals(identity);
            } catch (IOException e) {
                return false;
            }
        }
    }
}

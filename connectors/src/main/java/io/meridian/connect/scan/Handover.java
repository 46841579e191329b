package io.meridian.connect.scan;

import io.meridian.connect.detect.FileSet;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** One place for one set, of which the newest wins: whoever puts never waits for whoever takes. */
final class Handover {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private Optional<FileSet> place = Optional.empty();
    private boolean over;

    void put(FileSet files) {
        lock.lock();
        try {
            place = Optional.of(files);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Lets nobody wait any more: there will be no more sets. */
    void end() {
        lock.lock();
        try {
            over = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    Optional<FileSet> take(Duration longest) throws InterruptedException {
        lock.lock();
        try {
            long left = longest.toNanos();
            while (place.isEmpty() && !over && left > 0) {
                left = changed.awaitNanos(left);
            }
            Optional<FileSet> taken = place;
            place = Optional.empty();
            return taken;
        } finally {
            lock.unlock();
        }
    }
}

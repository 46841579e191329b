package io.meridian.app.run;

import java.util.List;
import java.util.Optional;

/** A disk without room, which Java and RocksDB tell in words alone. */
final class FullDisk {
    private static final List<String> SIGNS = List.of("No space left on device", "Disk quota exceeded");

    private FullDisk() {}

    /** What its operator is to do, where that is why something failed. */
    static Optional<String> in(Throwable failure) {
        for (Throwable one = failure; one != null; one = one.getCause()) {
            String message = String.valueOf(one.getMessage());
            if (SIGNS.stream().anyMatch(message::contains)) {
                return Optional.of(
                        "no room is left where state.dir is; make some and start it again, as nothing that was"
                                + " committed is lost: ");
            }
        }
        return Optional.empty();
    }
}

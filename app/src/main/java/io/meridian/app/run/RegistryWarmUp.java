package io.meridian.app.run;

import io.meridian.registry.RegistryRefusedException;
import io.meridian.registry.RegistryUnavailableException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits at start until the schema registry has told the ids of all schemas that are written: from then on writing does not
 * need it, and its absence cannot hold up a transaction.
 */
final class RegistryWarmUp {
    private static final Logger log = LoggerFactory.getLogger(RegistryWarmUp.class);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int ATTEMPTS_A_LINE = 20;

    private final Runnable ask;
    private final StopSignal stop;

    /** @param ask asks the registry once; throws where it does not answer, or refuses */
    RegistryWarmUp(Runnable ask, StopSignal stop) {
        this.ask = ask;
        this.stop = stop;
    }

    /**
     * Waits, with a line in the log every ten seconds or so.
     *
     * @return false if the end was asked for meanwhile
     * @throws StartException if the registry refuses a schema
     */
    boolean await() {
        for (int attempt = 0; !stop.isRequested(); attempt++) {
            try {
                ask.run();
                return true;
            } catch (RegistryUnavailableException e) {
                if (attempt % ATTEMPTS_A_LINE == 0) {
                    log.warn("Waiting for the schema registry: {}", e.getMessage());
                }
                stop.await(PAUSE);
            } catch (RegistryRefusedException e) {
                throw new StartException(
                        e.getMessage() + "; is there another program's schema under that subject? Free it, or choose"
                                + " another topic",
                        e);
            }
        }
        return false;
    }
}

package io.meridian.app.redrive;

import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/** Who sends dead letters back. Safe for concurrent use. */
public interface Redrives {
    /**
     * Sends them back, each once.
     *
     * @param progress told now and then how many have been sent
     * @param goOn asked several times a second; what is left then, the same request goes on with
     * @throws RedriveException if it cannot be done, or not to its end
     */
    RedriveReport redrive(RedriveRequest request, LongConsumer progress, BooleanSupplier goOn);

    /** Tells what would be sent, and changes nothing. */
    RedriveReport tryOut(RedriveRequest request, LongConsumer progress, BooleanSupplier goOn);
}

package io.meridian.fuzz;

import io.meridian.fuzz.Targets.Target;
import java.util.Arrays;

/** All targets in one process, the first byte says which: a fuzzer takes longer to start than a short run takes. */
public final class AnyTarget {
    private AnyTarget() {}

    public static void fuzzerTestOneInput(byte[] input) throws Exception {
        if (input.length > 0) {
            Target target = Targets.ALL.get((input[0] & 0xff) % Targets.ALL.size());
            target.input().take(Arrays.copyOfRange(input, 1, input.length));
        }
    }
}

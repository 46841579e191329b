package io.meridian.chaos;

import io.meridian.app.exactness.Oracle;
import java.util.Locale;
import java.util.function.IntFunction;

/**
 * Which device is where, as the settings say it and as the oracle has it. The device 9999 is in none: settings that are
 * saved during a run move it.
 */
record Regions(String yaml, IntFunction<String> ofDevice) {
    static final Regions FEW = new Regions("""
            regions:
              us: [d-0000..d-3999]
              eu: [d-4000..d-6999]
            """, Oracle::regionOf);

    private static final int DEVICES_EACH = 10;
    private static final int LAST = 9_999;

    /** Ten devices each. */
    static Regions thousand() {
        StringBuilder yaml = new StringBuilder("regions:\n");
        for (int region = 0; region < 1_000; region++) {
            int first = region * DEVICES_EACH;
            int last = Math.min(first + DEVICES_EACH - 1, LAST - 1);
            yaml.append(String.format(Locale.ROOT, "  %s: [d-%04d..d-%04d]%n", name(region), first, last));
        }
        return new Regions(yaml.toString(), device -> device == LAST ? "unassigned" : name(device / DEVICES_EACH));
    }

    private static String name(int region) {
        return String.format(Locale.ROOT, "r-%03d", region);
    }
}

package io.meridian.connect;

import java.util.Optional;

/** The version of this plugin, as its jar's manifest has it. */
public final class Version {
    private static final String UNPACKAGED = "unpackaged";

    private Version() {}

    public static String ofThisPlugin() {
        return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                .orElse(UNPACKAGED);
    }
}

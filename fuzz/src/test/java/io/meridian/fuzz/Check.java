package io.meridian.fuzz;

/** What a target demands; the fuzzer reports whatever is thrown. */
public final class Check {
    private Check() {}

    public static void that(boolean holds, String otherwise, Object found) {
        if (!holds) {
            throw new AssertionError(otherwise + ": " + found);
        }
    }

    public static void same(Object one, Object other) {
        that(one.equals(other), "expected the same", one + " and " + other);
    }
}

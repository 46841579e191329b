package io.meridian.app.query;

/** Who shares the state. */
public interface Members {
    /**
     * How many partitions the state has.
     *
     * @throws StoresUnavailableException if that is not known yet
     */
    int partitions();

    /**
     * Who holds which of them now.
     *
     * @throws StoresUnavailableException if that is not known yet, or no longer
     */
    Membership now();
}

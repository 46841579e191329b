package io.meridian.app.http;

/** Who may call a route. */
enum Access {
    /** Everybody: probes, the contract and its page. */
    OPEN,
    /** Who may read. */
    READER,
    /** Who may change something; may read too. */
    OPERATOR;

    /** Whether somebody with these rights may go where that is asked for. */
    boolean covers(Access asked) {
        return compareTo(asked) >= 0;
    }
}

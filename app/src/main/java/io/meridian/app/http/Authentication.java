package io.meridian.app.http;

import java.util.Optional;

/** Finds out what the sender of a request may do. */
@FunctionalInterface
interface Authentication {
    /** Everybody may do everything. */
    Authentication NONE = authorization -> Optional.of(Access.OPERATOR);

    /**
     * @param authorization the header of that name; empty where there is none
     * @return empty where it proves nothing
     */
    Optional<Access> rights(String authorization);
}

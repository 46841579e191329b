package io.meridian.app.http;

import io.meridian.app.query.Caller;
import io.meridian.app.query.Hop;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A request, understood.
 *
 * @param parameters its query
 * @param head whether the head of the answer will do
 * @param caller itself, to be passed on
 * @param hop which part of an answer another instance asks for; empty where it is no instance that asks
 * @param lastEventId where a reader of events has come to
 * @param who calls, for the log
 * @param headers by name, null where there is none
 */
record Exchange(
        Parameters parameters,
        boolean head,
        Caller caller,
        Optional<Hop> hop,
        Optional<String> lastEventId,
        String who,
        Function<String, @Nullable String> headers) {
    /** One header as it came. */
    Optional<String> header(String name) {
        return Optional.ofNullable(headers.apply(name));
    }
}

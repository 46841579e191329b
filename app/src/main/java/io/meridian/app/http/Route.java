package io.meridian.app.http;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What answers at one path.
 *
 * @param method GET (and with it HEAD) or POST
 * @param path the whole path
 * @param access who may call it
 * @param parameters the names of the parameters it takes
 * @param answer makes the response; may throw {@link BadParameterException}
 * @param atOnce whether the answer waits for nobody, and so is not kept waiting by those that do
 */
record Route(
        String method,
        String path,
        Access access,
        List<String> parameters,
        Function<Exchange, Reply> answer,
        boolean atOnce) {
    static Route get(String path, Access access, List<String> parameters, Function<Exchange, Reply> answer) {
        return new Route("GET", path, access, parameters, answer, false);
    }

    /** One that has no parameters, and is the same for everybody who may call it. */
    static Route get(String path, Access access, Supplier<Reply> answer) {
        return get(path, access, List.of(), exchange -> answer.get());
    }

    /** A file, for everybody. */
    static Route asset(String path, Asset asset) {
        return get(path, Access.OPEN, List.of(), asset::reply).answeredAtOnce();
    }

    static Route post(String path, Access access, List<String> parameters, Function<Exchange, Reply> answer) {
        return new Route("POST", path, access, parameters, answer, false);
    }

    /** The same, where its answer waits for nobody. */
    Route answeredAtOnce() {
        return new Route(method, path, access, parameters, answer, true);
    }
}

package io.meridian.app.http;

import java.util.List;
import java.util.function.Function;

/**
 * What answers GET at one path.
 *
 * @param parameters the names of the parameters it takes
 * @param answer makes the response; may throw {@link BadParameterException}
 */
record Route(List<String> parameters, Function<Parameters, Reply> answer) {
    static Route without(java.util.function.Supplier<Reply> answer) {
        return new Route(List.of(), parameters -> answer.get());
    }
}

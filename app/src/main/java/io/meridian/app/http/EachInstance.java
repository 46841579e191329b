package io.meridian.app.http;

import io.meridian.app.query.Instances;
import java.util.List;
import java.util.function.Supplier;

/** Answers that are a list: one JSON object of each instance. */
final class EachInstance {
    private final Instances instances;

    EachInstance(Instances instances) {
        this.instances = instances;
    }

    /** A route to which each instance has an answer of its own. */
    Route get(String path, Supplier<byte[]> own) {
        return Route.get(path, Access.READER, List.of(), exchange -> ask(exchange, own));
    }

    /** Asks all; or, where it is another instance that asks, this one alone. */
    Reply ask(Exchange exchange, Supplier<byte[]> own) {
        return exchange.hop().isPresent()
                ? Reply.json(own.get())
                : Reply.stream(InstancesJson.ofEach(instances.ask(exchange.caller(), own)));
    }
}

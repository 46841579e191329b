package io.meridian.app.query;

import java.util.Optional;

/** Asks for the regions and metrics that have data. */
public record RegionsQuery() implements Query {
    @Override
    public Selection selection() {
        return new Selection(Optional.empty(), Optional.empty());
    }
}

package io.meridian.app.query;

import java.util.List;
import java.util.Optional;

/**
 * Some rows of a longer list.
 *
 * @param rows the rows, in order
 * @param next where the next page goes on; empty where there is none
 */
public record Page(List<WindowRow> rows, Optional<RowPosition> next) {
    public Page {
        rows = List.copyOf(rows);
    }
}

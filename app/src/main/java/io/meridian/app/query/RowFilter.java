package io.meridian.app.query;

import io.meridian.topology.closing.Status;
import io.meridian.topology.closing.WindowState;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Which windows are meant.
 *
 * @param status only windows in this status, or in any
 * @param threshold only windows whose mean is greater, or any
 */
public record RowFilter(Optional<Status> status, OptionalDouble threshold) {
    boolean hasStatus(WindowState state) {
        return status.isEmpty() || status.get() == state.status();
    }

    boolean isOverThreshold(WindowState state) {
        return threshold.isEmpty() || state.aggregate().mean() > threshold.getAsDouble();
    }

    boolean keeps(WindowState state) {
        return hasStatus(state) && isOverThreshold(state);
    }
}

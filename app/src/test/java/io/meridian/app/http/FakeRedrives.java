package io.meridian.app.http;

import io.meridian.app.deadletters.Place;
import io.meridian.app.redrive.Left;
import io.meridian.app.redrive.RedriveReport;
import io.meridian.app.redrive.RedriveRequest;
import io.meridian.app.redrive.Redrives;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/** Sends nothing, and remembers what it was asked. */
final class FakeRedrives implements Redrives {
    Optional<RedriveRequest> asked = Optional.empty();
    Optional<RedriveRequest> tried = Optional.empty();
    Optional<RuntimeException> failure = Optional.empty();

    @Override
    public RedriveReport redrive(RedriveRequest request, LongConsumer progress, BooleanSupplier goOn) {
        failure.ifPresent(thrown -> {
            throw thrown;
        });
        asked = Optional.of(request);
        return new RedriveReport(
                7, Map.of(Left.SENT_BEFORE, 2L), Map.of(Left.SENT_BEFORE, List.of(new Place(1, 17))), true, List.of());
    }

    @Override
    public RedriveReport tryOut(RedriveRequest request, LongConsumer progress, BooleanSupplier goOn) {
        tried = Optional.of(request);
        return new RedriveReport(3, Map.of(), Map.of(), false, List.of("a warning"));
    }
}

package io.meridian.app.redrive;

import io.meridian.app.deadletters.DeadLetter;
import io.meridian.app.deadletters.DeadLetterLog;
import io.meridian.app.deadletters.DeadLetterParser;
import io.meridian.app.deadletters.Place;
import io.meridian.app.deadletters.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * One redrive: goes through the dead letters from the oldest to those that were the newest at its begin, and sends back those that
 * are selected, some hundred in one transaction with their bits in the ledger and with how far it has come. For one thread.
 */
final class Redrive {
    private static final int BATCH_RECORDS = 500;
    private static final long BATCH_BYTES = 4L * 1024 * 1024;

    private final RedriveRequest request;
    private final Ledger ledger;
    private final Returning returning;
    private final Optional<Transactions> transactions;
    private final LongConsumer progress;
    private final Map<Integer, Span> rest;
    private final Set<Place> seen = new HashSet<>();
    private final Tally tally;
    private final long sentBefore;
    private final boolean resumed;
    private final Map<Place, ProducerRecord<byte[], byte[]>> batch = new LinkedHashMap<>();
    private final Pace pace;
    private BooleanSupplier goingOn = () -> true;
    private long batchBytes;
    private boolean passedOver;

    /**
     * @param transactions empty for a dry run
     * @param all what there is of each partition
     * @param progress told now and then how many have been sent
     */
    Redrive(
            RedriveRequest request,
            Ledger ledger,
            Returning returning,
            Optional<Transactions> transactions,
            Map<Integer, Span> all,
            LongConsumer progress) {
        this.request = request;
        this.ledger = ledger;
        this.returning = returning;
        this.transactions = transactions;
        this.progress = progress;
        this.pace = new Pace(transactions.isPresent() ? request.rate() : OptionalLong.empty());
        Optional<Run> begun = ledger.run()
                .filter(run -> transactions.isPresent() && run.words().equals(request.words()));
        this.rest = new TreeMap<>(
                begun.map(Run::rest).orElseGet(() -> request.selection().of(all)));
        this.tally = begun.map(run -> new Tally(run.sent(), run.left())).orElseGet(() -> new Tally(0, Map.of()));
        this.sentBefore = tally.sent();
        this.resumed = begun.isPresent();
    }

    /**
     * Does it.
     *
     * @param goOn asked several times a second
     */
    RedriveReport run(DeadLetterLog log, List<String> warnings, BooleanSupplier goOn) {
        goingOn = goOn;
        Map<Integer, Span> spans = Map.copyOf(rest);
        boolean whole = log.read(
                spans, record -> look(DeadLetterParser.parse(record)), () -> goOn.getAsBoolean() && !isEnough());
        boolean complete = whole && !passedOver;
        if (complete) {
            spans.forEach((partition, span) -> rest.put(partition, new Span(span.to(), span.to())));
            notFound();
        }
        commit(complete);
        return tally.report(complete, warnings);
    }

    /** Of a run that goes on, the one before saw some. */
    private void notFound() {
        if (!resumed) {
            request.selection().places().stream()
                    .filter(place -> !seen.contains(place))
                    .sorted()
                    .forEach(place -> tally.left(Left.NOT_FOUND, place));
        }
    }

    private boolean isEnough() {
        return tally.sent() - sentBefore + batch.size() >= request.limit();
    }

    private void look(DeadLetter letter) {
        Place place = letter.place();
        if (passedOver || isEnough() || !goingOn.getAsBoolean()) {
            passedOver = true;
            return;
        }
        Span span = rest.getOrDefault(place.partition(), new Span(0, 0));
        rest.put(place.partition(), new Span(place.offset() + 1, Math.max(place.offset() + 1, span.to())));
        if (!request.selection().matches(letter)) {
            return;
        }
        if (!request.selection().places().isEmpty()) {
            seen.add(place);
        }
        if (ledger.has(place)) {
            tally.left(Left.SENT_BEFORE, place);
            return;
        }
        Returning.Verdict verdict = returning.of(letter);
        if (verdict instanceof Returning.Verdict.Stays stays) {
            tally.left(stays.why(), place);
        } else if (verdict instanceof Returning.Verdict.Goes goes) {
            batch.put(place, goes.record());
            batchBytes += letter.weight();
            if (batch.size() >= pace.batch(BATCH_RECORDS) || batchBytes >= BATCH_BYTES) {
                commit(false);
            }
        }
    }

    /** Sends what is held, and notes it and how far it has come, all in one. */
    private void commit(boolean complete) {
        List<Place> places = new ArrayList<>(batch.keySet());
        if (transactions.isEmpty()) {
            tally.sent(places.size());
        } else {
            send(transactions.get(), places, complete);
        }
        batch.clear();
        batchBytes = 0;
        progress.accept(tally.sent());
        if (!complete) {
            pace.sent(places.size(), goingOn);
        }
    }

    private void send(Transactions writing, List<Place> places, boolean complete) {
        Tally after = new Tally(tally.sent() + places.size(), tally.left());
        if (!write(writing, places, List.of(note(after, complete)))) {
            sendApart(writing, places);
            if (!write(writing, List.of(), List.of(note(tally, complete)))) {
                throw new RedriveException("the broker refuses what notes which dead letters were sent back;"
                        + " is max.message.bytes of topic.redriven below 64 kB?");
            }
        }
    }

    /** Those that do not go together, in halves, until the one is found that the broker refuses. */
    private void sendApart(Transactions writing, List<Place> places) {
        if (places.size() <= 1) {
            places.forEach(place -> tally.left(Left.REFUSED, place));
            return;
        }
        int middle = places.size() / 2;
        for (List<Place> half : List.of(places.subList(0, middle), places.subList(middle, places.size()))) {
            if (!write(writing, half, List.of())) {
                sendApart(writing, half);
            }
        }
    }

    private boolean write(Transactions writing, List<Place> places, List<ProducerRecord<byte[], byte[]>> notes) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        places.forEach(
                place -> records.add(Optional.ofNullable(batch.get(place)).orElseThrow()));
        records.addAll(ledger.with(places));
        records.addAll(notes);
        if (!writing.write(records)) {
            return false;
        }
        ledger.written(places);
        tally.sent(places.size());
        return true;
    }

    /** How far it has come, or, where it has come to its end, that there is nothing to go on with. */
    private ProducerRecord<byte[], byte[]> note(Tally done, boolean complete) {
        return ledger.with(
                complete ? Optional.empty() : Optional.of(new Run(request.words(), rest, done.sent(), done.left())));
    }
}

package io.meridian.app.redrive;

import io.meridian.app.config.MeridianConfig;
import io.meridian.app.config.StreamsProperties;
import io.meridian.app.deadletters.DeadLetterLog;
import io.meridian.app.deadletters.Harmless;
import io.meridian.app.rights.RightsVerification;
import io.meridian.app.topics.TopicsException;
import io.meridian.topology.reconcile.ReconcileSeal;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends dead letters back. One redrive of an application runs at a time, whoever asks for it: Kafka ends an earlier one by its
 * transactional id. Safe for concurrent use.
 */
public final class Redriver implements Redrives {
    private static final Logger log = LoggerFactory.getLogger(Redriver.class);

    private final MeridianConfig config;
    private final ReentrantLock running = new ReentrantLock();

    public Redriver(MeridianConfig config) {
        this.config = config;
    }

    @Override
    public RedriveReport redrive(RedriveRequest request, LongConsumer progress, BooleanSupplier goOn) {
        verifyRights();
        if (!running.tryLock()) {
            throw new RedriveException("a redrive is under way on this instance; wait for it, and ask again");
        }
        log.info("A redrive begins, asked for by {}: {}", Harmless.text(request.who()), Harmless.text(request.words()));
        try (RedriveTopics topics = RedriveTopics.of(config);
                Producer<byte[], byte[]> producer = new KafkaProducer<>(StreamsProperties.ofRedriver(config));
                Consumer<byte[], byte[]> ledgerReader = reader("redriven");
                DeadLetterLog letters =
                        new DeadLetterLog(reader("redrive"), config.topics().dlq())) {
            topics.makeLedger();
            Transactions transactions = new Transactions(producer);
            transactions.begin();
            Ledger ledger = Ledger.read(ledgerReader, config.topics().redriven(), topics.deadLettersId());
            RedriveReport report = new Redrive(
                            request,
                            ledger,
                            returning(request, topics),
                            Optional.of(transactions),
                            letters.spans(),
                            progress)
                    .run(letters, topics.warnings(), goOn);
            log.info(
                    "The redrive asked for by {} has sent back {} dead letters and left {} {}{}",
                    Harmless.text(request.who()),
                    report.sent(),
                    report.leftInAll(),
                    report.left(),
                    report.complete() ? "" : "; it has not come to its end, and the same again goes on");
            return report;
        } catch (KafkaException e) {
            throw new RedriveException("the redrive cannot be done: " + e.getMessage() + "; is the broker there?", e);
        } catch (RuntimeException e) {
            log.warn(
                    "The redrive asked for by {} was not done to its end: {}",
                    Harmless.text(request.who()),
                    e.getMessage());
            throw e;
        } finally {
            running.unlock();
        }
    }

    @Override
    public RedriveReport tryOut(RedriveRequest request, LongConsumer progress, BooleanSupplier goOn) {
        try (RedriveTopics topics = RedriveTopics.of(config);
                Consumer<byte[], byte[]> ledgerReader = reader("redriven");
                DeadLetterLog letters =
                        new DeadLetterLog(reader("redrive"), config.topics().dlq())) {
            Ledger ledger = topics.hasLedger()
                    ? Ledger.read(ledgerReader, config.topics().redriven(), topics.deadLettersId())
                    : Ledger.empty(config.topics().redriven(), topics.deadLettersId());
            return new Redrive(request, ledger, returning(request, topics), Optional.empty(), letters.spans(), progress)
                    .run(letters, topics.warnings(), goOn);
        } catch (KafkaException e) {
            throw new RedriveException("the redrive cannot be tried: " + e.getMessage() + "; is the broker there?", e);
        }
    }

    private void verifyRights() {
        Optional<String> missing;
        try {
            missing = RightsVerification.ofRedrive(config).missing();
        } catch (TopicsException e) {
            throw new RedriveException("the redrive cannot be done: " + e.getMessage(), e);
        }
        missing.ifPresent(words -> {
            throw new RedriveException(words);
        });
    }

    private Returning returning(RedriveRequest request, RedriveTopics topics) {
        ReconcileSeal seal = new ReconcileSeal(config.deadLetters().reconcileSecrets());
        if (request.reconcile() && !seal.canSeal()) {
            throw new RedriveException(
                    "to reconcile, dlq.reconcile.secret has to be set, the same for every instance and"
                            + " for this command: it proves to ingest that a late reading is to count");
        }
        return new Returning(
                config.topics().raw(),
                topics.rawPartitions(),
                config.deadLetters().maxAttempts(),
                request.reconcile() ? Optional.of(seal) : Optional.empty());
    }

    private Consumer<byte[], byte[]> reader(String purpose) {
        Map<String, Object> properties = StreamsProperties.ofReader(config, purpose, "earliest");
        return new KafkaConsumer<>(properties);
    }
}

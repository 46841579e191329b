package io.meridian.app.run;

import static java.util.Objects.requireNonNull;

import io.meridian.app.config.MeridianConfig;
import io.meridian.app.config.StreamsProperties;
import io.meridian.topology.ingest.TransactionalIds;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.streams.StreamsConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends what an instance that died had begun. Nobody reads past an open transaction, and as each instance writes to every
 * partition of partials, all of them wait until the brokers give it up: after {@code transaction.timeout.ms}, and up to ten
 * seconds more until they look. It is as dead as soon as the group has given its member up, so it is ended then (decision 70).
 */
final class OrphanedTransactions implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(OrphanedTransactions.class);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** The last of several that died together is given up within about a session. */
    private static final Duration AFTER_A_REBALANCE = Duration.ofSeconds(30);

    private final Admin admin;
    private final String group;
    private final TransactionalIds ids;
    private final boolean possible;
    private final ScheduledExecutorService clock;
    private volatile long rebalanced = System.nanoTime();

    private OrphanedTransactions(Admin admin, String group, TransactionalIds ids, boolean possible) {
        this.admin = admin;
        this.group = group;
        this.ids = ids;
        this.possible = possible;
        this.clock = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "orphaned-transactions");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Where there are no transactions, or members have no names that last, there is nothing to look for. */
    static OrphanedTransactions watch(MeridianConfig config) {
        OrphanedTransactions watch = new OrphanedTransactions(
                Admin.create(StreamsProperties.ofAdmin(config)),
                config.applicationId(),
                ids(config),
                isPossible(config));
        var unused = watch.clock.scheduleWithFixedDelay(
                watch::lookIfRebalanced, PAUSE.toMillis(), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        return watch;
    }

    /**
     * Ends what this instance itself had begun before it died, before it begins anything. Kafka Streams does so as well, but not
     * before it has joined the group and been given its tasks, and if it dies before that, once more, all wait longer.
     */
    static void endOwn(MeridianConfig config) {
        if (!isPossible(config)) {
            return;
        }
        Set<String> own = ids(config).ofThreads(config.threads());
        Admin admin = Admin.create(StreamsProperties.ofAdmin(config));
        try {
            answer(admin.fenceProducers(own).all());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            log.debug("Transactions of before the start cannot be ended now", e);
        } finally {
            // By itself it would wait a minute for what is not answered.
            admin.close(Duration.ZERO);
        }
    }

    private static boolean isPossible(MeridianConfig config) {
        return config.guarantee().equals(StreamsConfig.EXACTLY_ONCE_V2) && StreamsProperties.hasStaticMembers(config);
    }

    private static TransactionalIds ids(MeridianConfig config) {
        return new TransactionalIds(config.applicationId(), config.instanceId());
    }

    /** The group may have given somebody up: looks, and goes on looking for a while. */
    void rebalanced() {
        rebalanced = System.nanoTime();
        try {
            clock.execute(this::lookIfRebalanced);
        } catch (RejectedExecutionException e) {
            // Closed: whoever goes on looks.
        }
    }

    private void lookIfRebalanced() {
        if (!possible || System.nanoTime() - rebalanced > AFTER_A_REBALANCE.toNanos()) {
            return;
        }
        try {
            Set<String> orphans = ids.orphans(open(), members());
            if (!orphans.isEmpty()) {
                answer(admin.fenceProducers(orphans).all());
                log.info("Ended transactions of members that the group has given up: {}", orphans);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            // Then the brokers do it, later.
            log.debug("Transactions of dead members cannot be looked for now", e);
        }
    }

    /** Before the members, so that nobody is taken for dead who joins meanwhile. */
    private List<String> open() throws InterruptedException, ExecutionException, TimeoutException {
        return answer(admin.listTransactions(
                                new ListTransactionsOptions().filterStates(List.of(TransactionState.ONGOING)))
                        .all())
                .stream()
                .map(TransactionListing::transactionalId)
                .toList();
    }

    private Set<String> members() throws InterruptedException, ExecutionException, TimeoutException {
        return answer(requireNonNull(
                        admin.describeConsumerGroups(List.of(group))
                                .describedGroups()
                                .get(group),
                        "group"))
                .members()
                .stream()
                .map(MemberDescription::groupInstanceId)
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
    }

    private static <T> T answer(KafkaFuture<T> future)
            throws InterruptedException, ExecutionException, TimeoutException {
        return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        clock.shutdownNow();
        admin.close(Duration.ZERO);
    }
}

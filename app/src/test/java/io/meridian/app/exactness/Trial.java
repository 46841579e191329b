package io.meridian.app.exactness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.meridian.avro.AvroDeserializer;
import io.meridian.avro.RegionAggregate;
import io.meridian.local.LocalCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.serialization.Deserializer;

/** One load on one application, and everything that is to be true of what comes out. */
final class Trial implements AutoCloseable {
    private static final int PARTITIONS = 4;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final LocalCluster cluster;
    private final String application;
    private final long seed;
    private final SplittableRandom random;
    private final Fleet fleet;
    private final Admin admin;
    private final List<PlannedRecord> load;
    private final Producing producing;
    private long progress;

    Trial(LocalCluster cluster, Path directory, String name, long seed, int readings)
            throws IOException, InterruptedException, java.util.concurrent.ExecutionException {
        this.cluster = cluster;
        this.application = "exactness-" + name;
        this.seed = seed;
        this.random = new SplittableRandom(seed);
        this.fleet = new Fleet(
                cluster.kafka().bootstrapServers(),
                cluster.registry().url().toString(),
                Files.createDirectories(directory),
                application,
                "exactly_once_v2");
        this.admin = Admin.create(Map.of("bootstrap.servers", cluster.kafka().bootstrapServers()));
        TrialTopics.create(admin, application, PARTITIONS);
        this.load = Load.of(seed, application + ".raw", PARTITIONS, readings);
        this.producing = new Producing(cluster.kafka().bootstrapServers(), load);
    }

    Fleet fleet() {
        return fleet;
    }

    SplittableRandom random() {
        return random;
    }

    /** Lets some time pass in which the instances may do what they want: what the random moments of a crash are made of. */
    void pause(Duration time) throws InterruptedException {
        boolean never = new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS);
        assertThat(never).isFalse();
    }

    /** Waits, also for the group to exist at all, until more of the raw topic has been committed than the last time. */
    void awaitProgress() throws Exception {
        await("commits\n" + fleet.lastLines())
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(this::committed, now -> now > progress);
        progress = committed();
    }

    /** Until it leaves a transaction open, which it does not have at all times. */
    void killInATransaction(String instance) throws Exception {
        for (fleet.kill(instance); openTransactions() == 0; fleet.kill(instance)) {
            fleet.start(instance);
            awaitProgress();
        }
    }

    private long openTransactions() throws Exception {
        return admin
                .listTransactions(new ListTransactionsOptions().filterStates(List.of(TransactionState.ONGOING)))
                .all()
                .get()
                .stream()
                .filter(transaction -> transaction.transactionalId().startsWith(application + "-"))
                .count();
    }

    void awaitMembers(int count) {
        await(count + " instances in the group")
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> members() >= count);
    }

    private int members() throws Exception {
        return admin.describeConsumerGroups(List.of(application)).all().get().values().stream()
                .mapToInt(group -> group.members().size())
                .sum();
    }

    private long committed() throws Exception {
        return admin.listConsumerGroupOffsets(application).partitionsToOffsetAndMetadata().get().entrySet().stream()
                .filter(entry -> entry.getKey().topic().equals(application + ".raw"))
                .mapToLong(entry -> offset(entry.getValue()))
                .sum();
    }

    private static long offset(OffsetAndMetadata committed) {
        return committed == null ? 0 : committed.offset();
    }

    void awaitAndCheckEverything() {
        producing.awaitEnd(PATIENCE);
        Oracle oracle = new Oracle(load);
        String what = "seed " + seed + ", " + fleet.starts() + " starts: " + oracle;
        try (Deserializer<RegionAggregate> rows = rowDeserializer()) {
            new Accounts(
                            cluster.kafka().bootstrapServers(),
                            application + ".aggregates.final",
                            application + ".raw.dlq")
                    .awaitAndCheck(load, oracle, rows, PATIENCE);
        } catch (AssertionError | RuntimeException failure) {
            throw new AssertionError(what + "\n" + failure.getMessage() + "\n" + fleet.lastLines(), failure);
        }
        System.out.println("exact: " + what);
    }

    private Deserializer<RegionAggregate> rowDeserializer() {
        AvroDeserializer<RegionAggregate> deserializer = new AvroDeserializer<>();
        deserializer.configure(
                Map.of("schema.registry.url", cluster.registry().url().toString()), false);
        return deserializer;
    }

    @Override
    public void close() {
        producing.close();
        fleet.close();
        admin.close();
    }
}

package io.meridian.app;

import static java.util.Objects.requireNonNull;

import io.meridian.app.load.Load;
import io.meridian.app.load.LoadProfile;
import io.meridian.app.load.ReadingGenerator;
import io.meridian.app.load.Sender;
import io.meridian.app.replay.Replay;
import io.meridian.app.replay.ReplayFile;
import io.meridian.app.replay.ReplayReport;
import io.meridian.app.replay.Retention;
import io.meridian.app.run.StopSignal;
import io.meridian.topic.TelemetryTopics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command line of {@code produce}. */
@Command(
        name = "produce",
        description = {
            "Sends made-up readings, keyed by device, until Ctrl-C or until there were enough.",
            "With --file it sends those of a file instead, each with its own event time."
        },
        footer = {
            "",
            "Example: meridian produce --rate 1000 --count 60000",
            "Example: meridian produce --file examples/readings.csv --column device_id=device"
        },
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        sortOptions = false)
final class ProduceCommand implements Callable<Integer> {
    private static final double DEFAULT_RATE = 2_000;
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    /** How long one send may wait for a topic that is not there, or a broker that does not answer. */
    private static final Duration MAX_BLOCK = Duration.ofSeconds(5);

    private final StopSignal stop;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--bootstrap-servers", defaultValue = "127.0.0.1:9092", description = "The Kafka brokers.")
    private String bootstrapServers = "";

    @Option(names = "--topic", defaultValue = TelemetryTopics.DEFAULT_RAW, description = "The topic to send to.")
    private String topic = "";

    @Option(
            names = "--rate",
            description = "Records per second; 2000 if not given, and with --file as fast as it goes.")
    private @Nullable Double rate;

    @Option(names = "--devices", defaultValue = "10000", description = "Devices that send, 1 to 10000.")
    private int devices;

    @Option(
            names = "--metrics",
            defaultValue = "cpu_load,memory_used,disk_used,temperature",
            split = ",",
            description = "What they measure.")
    private List<String> metrics = new ArrayList<>();

    @Option(names = "--invalid-share", defaultValue = "0.01", description = "Share of invalid records, 0 to 1.")
    private double invalidShare;

    @Option(names = "--count", defaultValue = "0", description = "Records in all; 0 for no end, or for the whole file.")
    private long count;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "The same seed makes the same readings, but for their times.")
    private long seed;

    @Mixin
    private final ReplayOptions replay = new ReplayOptions();

    ProduceCommand(StopSignal stop) {
        this.stop = stop;
    }

    @Override
    public Integer call() {
        CommandLine commandLine = requireNonNull(spec, "spec").commandLine();
        LoadProfile profile = new LoadProfile(seed, devices, metrics, invalidShare);
        List<String> problems = problems(profile);
        if (!problems.isEmpty()) {
            problems.forEach(problem -> commandLine.getErr().println("meridian produce: " + problem));
            return Main.WRONG_USAGE;
        }
        stop.heed();
        return replay.file().isPresent() ? replay(commandLine, replay.file().get()) : load(commandLine, profile);
    }

    private List<String> problems(LoadProfile profile) {
        List<String> problems = new ArrayList<>(profile.problems());
        if (rate != null && !(rate > 0 && rate <= 10_000_000)) {
            problems.add("--rate " + rate + ": expected above 0, up to 10000000");
        }
        if (count < 0) {
            problems.add("--count " + count + ": expected 0 or more");
        }
        replay.problem().ifPresent(problems::add);
        return problems;
    }

    private int load(CommandLine commandLine, LoadProfile profile) {
        AtomicLong sent = new AtomicLong();
        ProgressLine progress = new ProgressLine(
                commandLine.getErr(),
                Terminal.isAttached(),
                System::nanoTime,
                () -> count == 0 ? Double.NaN : (double) sent.get() / count);
        boolean allSent;
        try (KafkaProducer<String, byte[]> producer = producer()) {
            allSent = new Load(producer, topic, new ReadingGenerator(profile), records -> {
                        sent.set(records);
                        progress.sent(records);
                    })
                    .send(rate == null ? DEFAULT_RATE : rate, atMost(), stop);
            producer.close(CLOSE_TIMEOUT);
        }
        progress.end();
        return allSent ? Main.DONE : Main.FAILED;
    }

    private int replay(CommandLine commandLine, Path path) {
        try (ReplayFile file = replay.open(path);
                Admin admin = Admin.create(Map.of(
                        AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        (int) MAX_BLOCK.toMillis(),
                        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        (int) MAX_BLOCK.toMillis()));
                KafkaProducer<String, byte[]> producer = producer()) {
            Retention retention = Retention.of(admin, topic);
            ReplayPrinter printer = new ReplayPrinter(commandLine, file, topic);
            ReplayReport report = new Replay(new Sender(producer, topic), retention, printer, System::currentTimeMillis)
                    .send(
                            file,
                            rate == null ? OptionalDouble.empty() : OptionalDouble.of(rate),
                            atMost(),
                            replay.isSkipping(),
                            stop);
            producer.close(CLOSE_TIMEOUT);
            return printer.end(report);
        }
    }

    private long atMost() {
        return count == 0 ? Long.MAX_VALUE : count;
    }

    private KafkaProducer<String, byte[]> producer() {
        Map<String, Object> properties = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.CLIENT_ID_CONFIG,
                "meridian-produce",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true,
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "lz4",
                ProducerConfig.LINGER_MS_CONFIG,
                10,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                MAX_BLOCK.toMillis());
        try {
            return new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer());
        } catch (KafkaException e) {
            throw new CommandLine.ParameterException(
                    requireNonNull(spec, "spec").commandLine(),
                    "--bootstrap-servers " + bootstrapServers + ": "
                            + (e.getCause() == null ? e : e.getCause()).getMessage());
        }
    }
}

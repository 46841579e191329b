package io.meridian.app;

import static java.util.Objects.requireNonNull;

import io.meridian.app.config.MeridianConfig;
import io.meridian.app.config.StreamsProperties;
import io.meridian.app.load.Load;
import io.meridian.app.load.LoadProfile;
import io.meridian.app.load.ReadingGenerator;
import io.meridian.app.load.Sender;
import io.meridian.app.replay.Replay;
import io.meridian.app.replay.ReplayFile;
import io.meridian.app.replay.ReplayReport;
import io.meridian.app.replay.Retention;
import io.meridian.app.run.StopSignal;
import io.meridian.app.topics.BrokerAdmin;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
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
            "Example: meridian produce --file examples/readings.csv --column device_id=device",
            "Example: meridian produce --config examples/secured.properties"
        },
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        sortOptions = false)
final class ProduceCommand implements Callable<Integer> {
    private static final double DEFAULT_RATE = 2_000;
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final StopSignal stop;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--topic", description = "The topic to send to; if not given, topic.raw of the settings.")
    private @Nullable String topic;

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

    @Mixin
    private final KafkaOptions kafka = new KafkaOptions();

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
        MeridianConfig config = kafka.read();
        stop.heed();
        String target = topic == null ? config.topics().raw() : topic;
        return replay.file().isPresent()
                ? replay(commandLine, config, target, replay.file().get())
                : load(commandLine, config, target, profile);
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

    private int load(CommandLine commandLine, MeridianConfig config, String target, LoadProfile profile) {
        AtomicLong sent = new AtomicLong();
        ProgressLine progress = new ProgressLine(
                commandLine.getErr(),
                Terminal.isAttached(),
                System::nanoTime,
                () -> count == 0 ? Double.NaN : (double) sent.get() / count);
        boolean allSent;
        try (KafkaProducer<String, byte[]> producer = producer(config)) {
            allSent = new Load(producer, target, new ReadingGenerator(profile), records -> {
                        sent.set(records);
                        progress.sent(records);
                    })
                    .send(rate == null ? DEFAULT_RATE : rate, atMost(), stop);
            producer.close(CLOSE_TIMEOUT);
        }
        progress.end();
        return allSent ? Main.DONE : Main.FAILED;
    }

    private int replay(CommandLine commandLine, MeridianConfig config, String target, Path path) {
        try (ReplayFile file = replay.open(path);
                BrokerAdmin admin = BrokerAdmin.connect(config);
                KafkaProducer<String, byte[]> producer = producer(config)) {
            ReplayPrinter printer = new ReplayPrinter(commandLine, file, target);
            Retention retention = Retention.of(admin.client(), target).orElseGet(() -> {
                printer.retentionUnknown();
                return Retention.forEver(target);
            });
            ReplayReport report = new Replay(
                            new Sender(producer, target), retention, printer, System::currentTimeMillis)
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

    private KafkaProducer<String, byte[]> producer(MeridianConfig config) {
        try {
            return new KafkaProducer<>(
                    StreamsProperties.ofLoad(config), new StringSerializer(), new ByteArraySerializer());
        } catch (KafkaException e) {
            throw new CommandLine.ParameterException(
                    requireNonNull(spec, "spec").commandLine(),
                    "no Kafka client can be made for " + config.bootstrapServers() + ": "
                            + (e.getCause() == null ? e : e.getCause()).getMessage());
        }
    }
}

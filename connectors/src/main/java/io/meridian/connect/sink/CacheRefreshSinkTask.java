package io.meridian.connect.sink;

import io.meridian.connect.PluginGauges;
import io.meridian.connect.Version;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;

/** The task of the sink connector. */
public final class CacheRefreshSinkTask extends SinkTask {
    private Optional<Deliveries> deliveries = Optional.empty();
    private Optional<PluginGauges> gauges = Optional.empty();

    @Override
    public String version() {
        return Version.ofThisPlugin();
    }

    @Override
    public void start(Map<String, String> props) {
        CacheSettings settings = CacheSettings.of(props);
        Deliveries started =
                new Deliveries(new Cache(settings, Clock.systemUTC(), tls())::tell, Backoff.of(settings), this::report);
        deliveries = Optional.of(started);
        gauges = Optional.of(PluginGauges.of(() -> context.pluginMetrics())
                .add("delivered", "Refreshes that the cache has taken", started::delivered)
                .add("refused", "Refreshes that the cache will not take", started::refused)
                .add("repeated", "Requests that have to be sent again", started::repeated));
    }

    @Override
    public void put(Collection<SinkRecord> records) {
        deliveries.orElseThrow().deliver(records, context::timeout);
    }

    /** Another task may have these by now: what this one has sent is no longer its knowledge. */
    @Override
    public void close(Collection<TopicPartition> partitions) {
        deliveries.ifPresent(Deliveries::forget);
    }

    @Override
    public void stop() {
        gauges.ifPresent(PluginGauges::close);
        gauges = Optional.empty();
    }

    private void report(SinkRecord record, ConnectException reason) {
        ErrantRecordReporter reporter = context.errantRecordReporter();
        if (reporter == null) {
            throw reason;
        }
        // Throws where errors.tolerance is none, as whoever set that wants it.
        var unused = reporter.report(record, reason);
    }

    private static SSLContext tls() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new ConnectException("the worker's JVM has no usable TLS settings", e);
        }
    }
}

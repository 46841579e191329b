package io.meridian.connect;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Gauge;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.jspecify.annotations.Nullable;

/** Numbers of a plugin among the metrics of its worker; none where the worker is older than Kafka 4.1. */
public final class PluginGauges implements AutoCloseable {
    private final Optional<PluginMetrics> metrics;
    private final List<MetricName> names = new ArrayList<>();

    private PluginGauges(Optional<PluginMetrics> metrics) {
        this.metrics = metrics;
    }

    /**
     * The gauges of a task.
     *
     * @param pluginMetrics has the worker's metrics. Not a method reference, which an older worker fails to link before it is
     *     called, and thus before this can catch it
     */
    public static PluginGauges of(Supplier<@Nullable PluginMetrics> pluginMetrics) {
        try {
            return new PluginGauges(Optional.ofNullable(pluginMetrics.get()));
        } catch (NoSuchMethodError | NoClassDefFoundError e) {
            return new PluginGauges(Optional.empty());
        }
    }

    /** Adds one, whose value is asked for by any thread. */
    public PluginGauges add(String name, String description, Supplier<Number> value) {
        metrics.ifPresent(found -> {
            MetricName full = found.metricName(name, description, new LinkedHashMap<>());
            found.addMetric(full, (Gauge<Number>) (config, now) -> value.get());
            names.add(full);
        });
        return this;
    }

    @Override
    public void close() {
        metrics.ifPresent(found -> names.forEach(found::removeMetric));
        names.clear();
    }
}

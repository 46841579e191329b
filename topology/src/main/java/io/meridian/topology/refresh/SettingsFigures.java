package io.meridian.topology.refresh;

import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.JmxReporter;
import org.apache.kafka.common.metrics.KafkaMetricsContext;
import org.apache.kafka.common.metrics.Measurable;
import org.apache.kafka.common.metrics.MetricConfig;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.utils.Time;

/** What operators watch of the settings, over JMX as all that Kafka's clients tell: {@code meridian:type=settings,instance=…}. */
public final class SettingsFigures implements AutoCloseable {
    private static final String DOMAIN = "meridian";
    private static final String GROUP = "settings";

    private final Metrics metrics = new Metrics(
            new MetricConfig(), List.of(new JmxReporter()), Time.SYSTEM, new KafkaMetricsContext(DOMAIN));
    private final Supplier<SettingsStatus> status;
    private final Map<String, String> tags;

    private SettingsFigures(Supplier<SettingsStatus> status, String instance) {
        this.status = status;
        this.tags = Map.of("instance", instance);
    }

    /**
     * Tells from now on.
     *
     * @param instance its name
     * @param clock milliseconds since 1970-01-01T00:00:00Z
     */
    public static SettingsFigures of(Supplier<SettingsStatus> status, String instance, LongSupplier clock) {
        SettingsFigures figures = new SettingsFigures(status, instance);
        figures.add(
                "active-generation",
                "Generation of the settings that readings of now are judged by; 0 where the topic has none.",
                now -> now.active(clock.getAsLong()).generation());
        figures.add(
                "newest-generation",
                "Generation of the newest settings, whether active yet or not.",
                now -> now.timeline().newest().generation());
        figures.add("refused-total", "Refresh events that were refused, since the topic's beginning.", now -> now.refused());
        figures.add(
                "trouble",
                "1 where the topic of refresh events cannot be read now, else 0.",
                now -> now.trouble().isPresent() ? 1 : 0);
        return figures;
    }

    private void add(String name, String description, ToDoubleFunction<SettingsStatus> value) {
        Measurable measured = (config, now) -> value.applyAsDouble(status.get());
        metrics.addMetric(new MetricName(name, GROUP, description, tags), measured);
    }

    @Override
    public void close() {
        metrics.close();
    }
}

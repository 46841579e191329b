package io.meridian.app.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Every figure of the process, in one place. Safe for concurrent use. */
public final class Metrics implements AutoCloseable {
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(1),
        Duration.ofMillis(2),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(20),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(200),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(2),
        Duration.ofSeconds(5)
    };

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Map<Requests, Timer> requests = new ConcurrentHashMap<>();

    /** Listens to the collector until it is closed. */
    private final JvmGcMetrics collections = new JvmGcMetrics();

    private record Requests(String route, String method, int status) {}

    public Metrics() {
        bind(collections);
        List.of(
                        new ClassLoaderMetrics(),
                        new JvmMemoryMetrics(),
                        new JvmThreadMetrics(),
                        new FileDescriptorMetrics(),
                        new ProcessorMetrics(),
                        new UptimeMetrics())
                .forEach(this::bind);
    }

    /** Takes in figures that others keep. */
    public void bind(MeterBinder figures) {
        figures.bindTo(registry);
    }

    /** Takes in one figure, which is asked for at each scrape. */
    public void gauge(String name, String description, Supplier<Number> value) {
        Gauge.builder(name, value)
                .description(description)
                .strongReference(true)
                .register(registry);
    }

    /**
     * Counts one request.
     *
     * @param route its path as the contract has it, or "none"
     * @param nanos how long it took, in nanoseconds
     */
    public void request(String route, String method, int status, long nanos) {
        requests.computeIfAbsent(new Requests(route, method, status), this::timer)
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    private Timer timer(Requests one) {
        return Timer.builder("meridian.rest.requests")
                .description("How long requests took.")
                .tags("route", one.route(), "method", one.method(), "status", Integer.toString(one.status()))
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    /** All of them as text, in the form that Prometheus reads. */
    public String scrape() {
        return registry.scrape();
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }
}

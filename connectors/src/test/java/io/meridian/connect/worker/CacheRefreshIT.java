package io.meridian.connect.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.meridian.connect.sink.FakeCache;
import io.meridian.connect.sink.FakeCache.Told;
import io.meridian.local.FreePorts;
import io.meridian.local.LocalConnect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a file to a cache: both plugins on one real, exactly-once worker. */
class CacheRefreshIT {
    private static final String SOURCE = "local_config";
    private static final String STRING_CONVERTER = "org.apache.kafka.connect.storage.StringConverter";

    private final int jmxPort = FreePorts.find();
    private final Path configs;
    private final Cluster cluster;
    private final FakeCache cache;
    private final LocalConnect worker;

    CacheRefreshIT(@TempDir Path directory) throws Exception {
        configs = Files.createDirectory(directory.resolve("configs"));
        Path keyStore = FakeCache.keyStore(directory);
        cache = FakeCache.http2(keyStore);
        cluster = Cluster.start(directory);
        worker = cluster.distributed(
                "worker",
                "-Djavax.net.ssl.trustStore=" + keyStore,
                "-Djavax.net.ssl.trustStorePassword=" + FakeCache.PASSWORD,
                "-Dcom.sun.management.jmxremote.port=" + jmxPort,
                "-Dcom.sun.management.jmxremote.host=127.0.0.1",
                "-Djava.rmi.server.hostname=127.0.0.1",
                "-Dcom.sun.management.jmxremote.authenticate=false",
                "-Dcom.sun.management.jmxremote.ssl=false");
        write("0");
        cluster.connect(worker, "config-dir", Cluster.source(SOURCE, configs));
        cluster.connect(worker, "cache-refresh", sink());
        awaitTold(1);
    }

    @AfterEach
    void stop() {
        cluster.close();
        cache.close();
    }

    @Test
    void shouldTellACacheOfEachRefreshOnce() throws Exception {
        for (int i = 1; i <= 4; i++) {
            write("" + i);
            awaitTold(1 + i);
        }
        List<Event> events = cluster.events(SOURCE);

        assertThat(cache.told())
                .containsExactlyElementsOf(events.stream()
                        .map(event -> new Told(
                                "HTTP/2.0",
                                "POST /v1/cache/refresh",
                                SOURCE + "-" + event.generation(),
                                "{\"source\":\"local_config\",\"generation\":" + event.generation() + "}"))
                        .toList());

        // Busy for a while, then a refusal, then all is well: repeated, put aside, delivered.
        cache.reply(503);
        cache.reply(429);
        write("busy");
        awaitTold(8);
        cache.reply(422);
        write("refused");
        awaitTold(9);
        write("well");
        awaitTold(10);
        assertThat(cache.told().subList(5, 8)).extracting(Told::key).containsOnly(SOURCE + "-" + generation(5));
        await().atMost(Cluster.LONG)
                .untilAsserted(() -> assertThat(cluster.records(Cluster.TOPIC + ".dlq"))
                        .singleElement()
                        .extracting(ConsumerRecord::value)
                        .asString()
                        .contains("\"generation\":" + generation(6)));
        assertThat(worker.process().lastLines(200))
                .anyMatch(line -> line.contains("is not delivered") && line.contains("answered 422"));

        assertMetrics();
    }

    // Of a process that this test has started, on loopback.
    @SuppressWarnings("BanJNDI")
    private void assertMetrics() throws Exception {
        JMXServiceURL url = new JMXServiceURL("service:jmx:rmi:///jndi/rmi://127.0.0.1:" + jmxPort + "/jmxrmi");
        try (JMXConnector connector = JMXConnectorFactory.connect(url)) {
            MBeanServerConnection beans = connector.getMBeanServerConnection();
            assertThat(metric(beans, "config-dir", "generation")).isEqualTo(generation(7));
            assertThat(metric(beans, "config-dir", "events")).isEqualTo(8);
            assertThat(metric(beans, "config-dir", "files")).isEqualTo(1);
            assertThat(metric(beans, "config-dir", "failing")).isZero();
            assertThat(metric(beans, "cache-refresh", "delivered")).isEqualTo(7);
            assertThat(metric(beans, "cache-refresh", "refused")).isEqualTo(1);
            assertThat(metric(beans, "cache-refresh", "repeated")).isEqualTo(2);
        }
    }

    private static long metric(MBeanServerConnection beans, String connector, String name) throws Exception {
        Set<ObjectName> found =
                beans.queryNames(new ObjectName("kafka.connect:type=plugins,connector=" + connector + ",*"), null);
        for (ObjectName bean : found) {
            for (var attribute : beans.getMBeanInfo(bean).getAttributes()) {
                if (attribute.getName().equals(name)) {
                    return ((Number) beans.getAttribute(bean, name)).longValue();
                }
            }
        }
        throw new AssertionError(name + " is not among " + found);
    }

    /** @param number of the event, from 0 */
    private long generation(int number) {
        return cluster.awaitEvents(SOURCE, number + 1).get(number).generation();
    }

    private void awaitTold(int times) {
        await().atMost(Cluster.LONG).until(() -> cache.told().size() >= times);
    }

    private Map<String, String> sink() {
        Map<String, String> settings = new HashMap<>();
        settings.put("connector.class", "io.meridian.connect.sink.CacheRefreshSinkConnector");
        settings.put("topics", Cluster.TOPIC);
        settings.put("api.base.url", cache.url());
        settings.put("retry.backoff.ms", "100");
        settings.put("key.converter", STRING_CONVERTER);
        settings.put("value.converter", STRING_CONVERTER);
        settings.put("errors.tolerance", "all");
        settings.put("errors.deadletterqueue.topic.name", Cluster.TOPIC + ".dlq");
        settings.put("errors.deadletterqueue.topic.replication.factor", "1");
        return settings;
    }

    private void write(String content) throws Exception {
        Files.writeString(configs.resolve("a.yaml"), "a: " + content + "\n");
    }
}

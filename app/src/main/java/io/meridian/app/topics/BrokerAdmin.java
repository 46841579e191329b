package io.meridian.app.topics;

import io.meridian.app.config.MeridianConfig;
import io.meridian.app.config.StreamsProperties;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;

/** Kafka's admin client, with answers waited for and refusals in words. */
public final class BrokerAdmin implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Admin admin;
    private final String servers;

    private BrokerAdmin(Admin admin, String servers) {
        this.admin = admin;
        this.servers = servers;
    }

    /** @throws TopicsException if the settings do not make a client, such as where a truststore is missing */
    public static BrokerAdmin connect(MeridianConfig config) {
        Map<String, Object> properties = new HashMap<>(StreamsProperties.ofAdmin(config));
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        String servers = config.bootstrapServers();
        try {
            return new BrokerAdmin(Admin.create(properties), servers);
        } catch (KafkaException e) {
            Throwable reason = e.getCause() == null ? e : e.getCause();
            throw new TopicsException("no Kafka client can be made for " + servers + ": " + reason.getMessage(), e);
        }
    }

    /** To ask with. */
    public Admin client() {
        return admin;
    }

    /**
     * Waits for an answer, up to 15 s.
     *
     * @throws TopicsException saying in one line why there is none
     */
    public <T> T answer(KafkaFuture<T> future) {
        return unless(future, failure -> false)
                .orElseThrow(() -> new TopicsException("the broker at " + servers + " answered with nothing"));
    }

    /**
     * The same, where some failures are an answer too.
     *
     * @return empty where it failed so, or with nothing
     */
    public <T> Optional<T> unless(KafkaFuture<T> future, Predicate<Throwable> allowed) {
        try {
            return Optional.ofNullable(future.get());
        } catch (ExecutionException e) {
            if (e.getCause() != null && allowed.test(e.getCause())) {
                return Optional.empty();
            }
            throw new TopicsException(Refusal.words(servers, e, PATIENCE), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TopicsException("interrupted while waiting for the broker at " + servers, e);
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}

package io.meridian.chaos;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;

/** Has the brokers let the instances read but a part of what is sent, so that a load is too much whatever the machine is. */
final class Throttle {
    private static final String RATE = "consumer_byte_rate";

    /** Of each broker to each instance: some 500 records of the load. A first answer of a megabyte is paid off later. */
    private static final double BYTES_A_SECOND = 15_000;

    private final Admin admin;
    private final List<String> clients;

    /** @param clients ids of consumers */
    Throttle(Admin admin, List<String> clients) {
        this.admin = admin;
        this.clients = List.copyOf(clients);
    }

    void on() throws InterruptedException, ExecutionException {
        alter(new ClientQuotaAlteration.Op(RATE, BYTES_A_SECOND));
    }

    void off() throws InterruptedException, ExecutionException {
        alter(new ClientQuotaAlteration.Op(RATE, null));
    }

    private void alter(ClientQuotaAlteration.Op to) throws InterruptedException, ExecutionException {
        Collection<ClientQuotaAlteration> alterations = clients.stream()
                .map(client -> new ClientQuotaAlteration(
                        new ClientQuotaEntity(Map.of(ClientQuotaEntity.CLIENT_ID, client)), List.of(to)))
                .toList();
        admin.alterClientQuotas(alterations).all().get();
    }
}

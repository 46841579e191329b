package io.meridian.app.rights;

import io.meridian.app.http.Certificates;
import io.meridian.local.BrokerSecurity;
import io.meridian.local.BrokerSecurity.Listener;
import io.meridian.local.Children;
import io.meridian.local.FreePorts;
import io.meridian.local.LocalHome;
import io.meridian.local.LocalKafka;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.acl.AclBindingFilter;

/** A broker that asks who calls and allows what lists allow, and its operator, who may do everything. */
public final class SecuredKafka implements AutoCloseable {
    public static final String USER = "meridian";
    public static final String PRINCIPAL = "User:" + USER;
    static final String PRODUCER = "producer";
    static final String CONNECT = "connect";

    private static final String VALID = "CLIENTS";
    private static final String EXPIRED = "EXPIRED";

    private final Children children = new Children();
    private final List<Listener> listeners;
    private final Path trust;
    private final Path otherTrust;
    private final Admin operator;

    private SecuredKafka(Path directory) throws Exception {
        Certificates certificates = new Certificates(directory);
        Path authority = certificates.authority("kafka-ca");
        this.trust = certificates.trust(authority);
        this.otherTrust = certificates.trust(certificates.authority("other-ca"));
        List<Integer> ports = FreePorts.find(3);
        String password = Certificates.PASSWORD.value();
        this.listeners = List.of(
                new Listener(VALID, ports.get(0), certificates.key("valid", authority, 30, 0, "127.0.0.1"), password),
                new Listener(
                        EXPIRED, ports.get(1), certificates.key("expired", authority, 1, -9, "127.0.0.1"), password));
        BrokerSecurity security = new BrokerSecurity(
                Map.of(USER, secret(USER), PRODUCER, secret(PRODUCER), CONNECT, secret(CONNECT)), listeners);
        LocalKafka broker = LocalKafka.start(children, LocalHome.ofThisJvm(), directory, ports.get(2), security);
        broker.awaitReady(LocalKafka.START_TIMEOUT);
        this.operator = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    public static SecuredKafka start(Path directory) throws Exception {
        return new SecuredKafka(directory);
    }

    /** Where clients find it. */
    public String clientServers() {
        return listeners.get(0).bootstrapServers();
    }

    /** Settings of a client that the broker knows, in Kafka's names. */
    public Map<String, String> client(String user) {
        return client(user, secret(user), trust, listeners.get(0));
    }

    Map<String, String> clientWithPassword(String password) {
        return client(USER, password, trust, listeners.get(0));
    }

    Map<String, String> clientThatTrustsOthers() {
        return client(USER, secret(USER), otherTrust, listeners.get(0));
    }

    Map<String, String> clientOfExpired() {
        return client(USER, secret(USER), trust, listeners.get(1));
    }

    private static Map<String, String> client(String user, String password, Path truststore, Listener listener) {
        Map<String, String> settings = new HashMap<>();
        settings.put("bootstrap.servers", listener.bootstrapServers());
        settings.put("security.protocol", "SASL_SSL");
        settings.put("sasl.mechanism", BrokerSecurity.MECHANISM);
        settings.put(
                "sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"" + user + "\" password=\""
                        + password + "\";");
        settings.put("ssl.truststore.location", truststore.toString());
        settings.put("ssl.truststore.password", Certificates.PASSWORD.value());
        settings.put("ssl.truststore.type", "PKCS12");
        return settings;
    }

    /** The password of a user. */
    public static String secret(String user) {
        return user + "-secret";
    }

    void create(Collection<NewTopic> topics) throws Exception {
        operator.createTopics(topics).all().get();
    }

    Set<String> topics() throws Exception {
        return operator.listTopics().names().get();
    }

    public void grant(String principal, Collection<Right> rights) throws Exception {
        operator.createAcls(
                        rights.stream().map(right -> right.binding(principal)).toList())
                .all()
                .get();
    }

    void revoke(String principal, Right right) throws Exception {
        operator.deleteAcls(List.of(right.binding(principal).toFilter())).all().get();
    }

    void revokeAll() throws Exception {
        operator.deleteAcls(new ArrayList<>(List.of(AclBindingFilter.ANY)))
                .all()
                .get();
    }

    /** What a group has read and noted, in records of all partitions. */
    long committed(String group) throws Exception {
        return operator.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().values().stream()
                .mapToLong(OffsetAndMetadata::offset)
                .sum();
    }

    @Override
    public void close() {
        operator.close();
        children.close();
    }
}

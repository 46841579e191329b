package io.meridian.local;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Listeners of a broker that speak TLS alone, ask for a user and a password (SASL/SCRAM), and allow what access control lists
 * allow. The broker's plain listener stays, for whoever runs it: who comes that way may do everything, lists included.
 *
 * @param passwords of the users, by name; neither has a comma, a bracket or an equals sign
 * @param listeners none leaves the broker as open as it is
 */
public record BrokerSecurity(Map<String, String> passwords, List<Listener> listeners) {
    /** The SASL mechanism that clients have to name. */
    public static final String MECHANISM = "SCRAM-SHA-512";

    public BrokerSecurity {
        passwords = Map.copyOf(passwords);
        listeners = List.copyOf(listeners);
    }

    static BrokerSecurity none() {
        return new BrokerSecurity(Map.of(), List.of());
    }

    /** What the tool that formats a broker's directory is told of a user. */
    static List<String> scram(String user, String password) {
        return List.of("--add-scram", MECHANISM + "=[name=" + user + ",password=" + password + "]");
    }

    /**
     * One listener on loopback.
     *
     * @param name letters alone, another for each
     * @param port a free port
     * @param keystore its key and certificate, PKCS #12
     * @param keystorePassword of it and of its key
     */
    public record Listener(String name, int port, Path keystore, String keystorePassword) {
        public Listener {
            requireNonNull(name, "name");
            requireNonNull(keystore, "keystore");
            requireNonNull(keystorePassword, "keystorePassword");
        }

        /** Where clients find it, as in {@code bootstrap.servers}. */
        public String bootstrapServers() {
            return "127.0.0.1:" + port;
        }
    }
}

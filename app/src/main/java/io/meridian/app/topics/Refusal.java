package io.meridian.app.topics;

import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;

/** Why a broker does not answer, in one line that says what to look at. */
final class Refusal {
    private Refusal() {}

    /** @param patience how long was waited */
    static String words(String servers, ExecutionException failure, Duration patience) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        if (cause instanceof SslAuthenticationException) {
            return "no TLS connection to the Kafka broker at " + servers + ": " + handshake(root(cause));
        }
        if (cause instanceof AuthenticationException) {
            return "the Kafka broker at " + servers + " does not take these credentials: " + cause.getMessage()
                    + "; check user and password in kafka.sasl.jaas.config, and kafka.sasl.mechanism";
        }
        if (cause instanceof TimeoutException) {
            return "no Kafka broker answers at " + servers + " within " + patience.toSeconds()
                    + " s: is it running, and are kafka.bootstrap.servers and the security settings"
                    + " (kafka.security.protocol) right?";
        }
        return "the Kafka broker at " + servers + " refuses: " + cause;
    }

    private static String handshake(Throwable root) {
        if (root instanceof CertificateExpiredException) {
            return "its certificate has expired (" + root.getMessage() + "); it needs a new one";
        }
        if (root instanceof CertificateNotYetValidException) {
            return "its certificate is not valid yet (" + root.getMessage() + "); are the clocks right?";
        }
        return root.getMessage()
                + "; is its certificate signed by an authority in kafka.ssl.truststore.location, for the name that"
                + " kafka.bootstrap.servers has?";
    }

    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}

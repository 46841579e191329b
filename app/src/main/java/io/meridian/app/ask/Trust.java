package io.meridian.app.ask;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Whom a caller trusts. */
public final class Trust {
    /** The environment variable with the password of the trust store. */
    public static final String PASSWORD = "MERIDIAN_TRUSTSTORE_PASSWORD";

    private Trust() {}

    /** @throws AskException if it is no store that the password opens */
    public static SSLContext in(Path truststore) {
        try {
            String password = Optional.ofNullable(System.getenv(PASSWORD)).orElse("");
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(KeyStore.getInstance(truststore.toFile(), password.toCharArray()));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new AskException(
                    "--truststore: expected a PKCS#12 or JKS store that the password in " + PASSWORD + " opens, but "
                            + truststore + " cannot be read: " + e.getMessage(),
                    e);
        }
    }
}

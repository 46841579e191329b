package io.meridian.app.peer;

import io.meridian.app.config.InvalidConfigException;
import io.meridian.app.config.MeridianConfig.Tls;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.apache.kafka.common.config.types.Password;

/** This instance's key and whom it trusts, for what it serves and for what it asks. Read once, at start. */
public final class PeerTls {
    private PeerTls() {}

    /** @throws InvalidConfigException if a store cannot be read */
    public static SSLContext context(Tls tls) {
        try {
            char[] password = tls.keystorePassword().value().toCharArray();
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store("rest.tls.keystore", tls.keystore(), tls.keystorePassword()), password);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust(tls).getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new InvalidConfigException(
                    List.of("rest.tls.keystore: expected a key that its password opens, but: " + e.getMessage()));
        }
    }

    private static TrustManagerFactory trust(Tls tls) throws GeneralSecurityException {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        KeyStore store = tls.truststore().isPresent()
                ? store("rest.tls.truststore", tls.truststore().get(), tls.truststorePassword())
                : null;
        trust.init(store);
        return trust;
    }

    private static KeyStore store(String setting, Path file, Password password) throws GeneralSecurityException {
        try {
            return KeyStore.getInstance(file.toFile(), password.value().toCharArray());
        } catch (IOException e) {
            throw new InvalidConfigException(List.of(setting
                    + ": expected a PKCS#12 or JKS store that its password opens, but " + file
                    + " cannot be read: " + e.getMessage()));
        }
    }
}

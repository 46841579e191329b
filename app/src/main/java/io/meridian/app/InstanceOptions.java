package io.meridian.app;

import io.meridian.app.ask.AskException;
import io.meridian.app.ask.InstanceClient;
import io.meridian.app.ask.Trust;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which instance is asked, and with what rights. */
final class InstanceOptions {
    private static final String TOKEN = "MERIDIAN_TOKEN";

    @Option(names = "--url", defaultValue = "http://127.0.0.1:8080", description = "REST of any instance.")
    private URI url = URI.create("http://127.0.0.1:8080");

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "File with a token; if not given, that in the variable " + TOKEN + ", if any.")
    private @Nullable Path tokenFile;

    @Option(
            names = "--truststore",
            paramLabel = "FILE",
            description = "Trust store (PKCS#12 or JKS) by which an https url is known, its password in the variable "
                    + Trust.PASSWORD + "; Java's own, if not given.")
    private @Nullable Path truststore;

    /** @throws AskException if a file that is named cannot be read */
    InstanceClient client() {
        return new InstanceClient(url, token(), Optional.ofNullable(truststore).map(Trust::in));
    }

    private Optional<String> token() {
        if (tokenFile == null) {
            return Optional.ofNullable(System.getenv(TOKEN)).map(String::strip).filter(token -> !token.isEmpty());
        }
        try {
            return Optional.of(Files.readString(tokenFile).strip());
        } catch (IOException e) {
            throw new AskException(
                    "--token-file: expected a file with a token, but " + tokenFile + " cannot be read", e);
        }
    }
}

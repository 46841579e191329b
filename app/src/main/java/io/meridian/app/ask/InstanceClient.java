package io.meridian.app.ask;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.meridian.app.deadletters.Harmless;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;

/**
 * One instance, any of them, as a caller with a token sees it. By the JDK's old HTTP client: the new one's thread waits in native
 * code, for which a JVM that ends waits 0.3 s, more than a whole look-up takes.
 */
public final class InstanceClient {
    private static final int PATIENCE_MILLIS = (int) Duration.ofSeconds(10).toMillis();
    private static final int FIRST_REFUSAL = 400;
    private static final int MOST_SAID = 500;

    private final URI base;
    private final Optional<String> token;
    private final Optional<SSLContext> tls;
    private final ObjectMapper json = new ObjectMapper();

    /**
     * @param base where its REST is
     * @param token the bearer token, where it asks for one
     * @param tls whom to trust, where that is not what Java trusts
     */
    public InstanceClient(URI base, Optional<String> token, Optional<SSLContext> tls) {
        this.base = base;
        this.token = token;
        this.tls = tls;
    }

    /**
     * Asks for a route.
     *
     * @param pathAndQuery already encoded
     * @throws AskException if it does not answer, or refuses
     */
    public JsonNode get(String pathAndQuery) {
        return answer("GET", pathAndQuery);
    }

    /**
     * Has something done that needs no body.
     *
     * @throws AskException if it does not answer, or refuses
     */
    public JsonNode post(String path) {
        return answer("POST", path);
    }

    private HttpURLConnection connection(String method, String pathAndQuery) throws IOException {
        try {
            if (base.getHost() != null
                    && base.resolve(pathAndQuery).toURL().openConnection() instanceof HttpURLConnection http) {
                http.setRequestMethod(method);
                http.setConnectTimeout(PATIENCE_MILLIS);
                http.setReadTimeout(PATIENCE_MILLIS);
                // The token is for this instance alone.
                http.setInstanceFollowRedirects(false);
                http.setUseCaches(false);
                token.ifPresent(bearer -> http.setRequestProperty("Authorization", "Bearer " + bearer));
                // Asked for last, as its class alone takes a while: with http there is none.
                if (tls.isPresent() && http instanceof HttpsURLConnection https) {
                    https.setSSLSocketFactory(tls.get().getSocketFactory());
                }
                return http;
            }
        } catch (IllegalArgumentException | MalformedURLException e) {
            throw new AskException(base + ": expected an http or https url of an instance: " + e.getMessage(), e);
        }
        throw new AskException(base + ": expected an http or https url of an instance");
    }

    private JsonNode answer(String method, String pathAndQuery) {
        int status;
        String body;
        try {
            HttpURLConnection http = connection(method, pathAndQuery);
            status = http.getResponseCode();
            try (InputStream in = status < FIRST_REFUSAL ? http.getInputStream() : http.getErrorStream()) {
                body = in == null ? "" : new String(in.readAllBytes(), UTF_8);
            }
        } catch (IOException e) {
            throw new AskException(base + " does not answer: " + reason(e) + "; is the instance running?", e);
        }
        if (status >= FIRST_REFUSAL) {
            throw new AskException(base + " refuses: " + said(status, body));
        }
        try {
            return json.readTree(body);
        } catch (IOException e) {
            throw new AskException(base + " answers with something that is not JSON: is this Meridian?", e);
        }
    }

    private static String reason(IOException failure) {
        return Harmless.text(failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage());
    }

    /** The detail of a problem, where it is one. */
    private String said(int status, String body) {
        String detail = "";
        try {
            JsonNode problem = json.readTree(body);
            detail = problem.path("detail").asText(problem.path("title").asText());
        } catch (IOException notJson) {
            detail = body;
        }
        return status + (detail.isBlank() ? "" : ": " + Harmless.text(detail, MOST_SAID));
    }
}

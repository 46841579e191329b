package io.meridian.app.ask;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.meridian.app.deadletters.Harmless;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** One instance, any of them, as a caller with a token sees it. */
public final class InstanceClient {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int FIRST_REFUSAL = 400;
    private static final int MOST_SAID = 500;

    private final HttpClient http;
    private final URI base;
    private final Optional<String> token;
    private final ObjectMapper json = new ObjectMapper();

    /**
     * @param base where its REST is
     * @param token the bearer token, where it asks for one
     * @param tls whom to trust, where that is not what Java trusts
     */
    public InstanceClient(URI base, Optional<String> token, Optional<SSLContext> tls) {
        HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(PATIENCE);
        tls.ifPresent(builder::sslContext);
        this.http = builder.build();
        this.base = base;
        this.token = token;
    }

    /**
     * Asks for a route.
     *
     * @param pathAndQuery already encoded
     * @throws AskException if it does not answer, or refuses
     */
    public JsonNode get(String pathAndQuery) throws InterruptedException {
        return answer(request(pathAndQuery).GET());
    }

    /**
     * Has something done that needs no body.
     *
     * @throws AskException if it does not answer, or refuses
     */
    public JsonNode post(String path) throws InterruptedException {
        return answer(request(path).POST(BodyPublishers.noBody()));
    }

    private HttpRequest.Builder request(String pathAndQuery) {
        try {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(base.resolve(pathAndQuery)).timeout(PATIENCE);
            token.ifPresent(bearer -> request.header("Authorization", "Bearer " + bearer));
            return request;
        } catch (IllegalArgumentException e) {
            throw new AskException(base + ": expected an http or https url of an instance: " + e.getMessage(), e);
        }
    }

    private JsonNode answer(HttpRequest.Builder request) throws InterruptedException {
        HttpResponse<String> answer;
        try {
            answer = http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AskException(base + " does not answer: " + reason(e) + "; is the instance running?", e);
        }
        if (answer.statusCode() >= FIRST_REFUSAL) {
            throw new AskException(base + " refuses: " + said(answer));
        }
        try {
            return json.readTree(answer.body());
        } catch (IOException e) {
            throw new AskException(base + " answers with something that is not JSON: is this Meridian?", e);
        }
    }

    private static String reason(IOException failure) {
        return Harmless.text(failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage());
    }

    /** The detail of a problem, where it is one. */
    private String said(HttpResponse<String> answer) {
        String detail = "";
        try {
            JsonNode problem = json.readTree(answer.body());
            detail = problem.path("detail").asText(problem.path("title").asText());
        } catch (IOException notJson) {
            detail = answer.body();
        }
        return answer.statusCode() + (detail.isBlank() ? "" : ": " + Harmless.text(detail, MOST_SAID));
    }
}

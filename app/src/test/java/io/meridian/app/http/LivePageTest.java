package io.meridian.app.http;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the files of the page are sent; what they do is seen in a browser. */
class LivePageTest {
    private static final Pattern NAMED =
            Pattern.compile("(?:from |import\\(|href=|src=)['\"](?:\\./|page/)([a-z.-]+)['\"]");

    @Test
    void shouldSendEveryFileOfThePageAndEveryOneThatItNames() throws Exception {
        Path folder = Path.of(
                requireNonNull(LivePage.class.getResource("/page"), "page").toURI());
        try (TestServer server = new TestServer();
                Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                boolean home = file.endsWith("index.html");
                String content = Files.readString(file);
                assertThat(server.get(home ? "/" : "/page/" + file.getFileName())
                                .body())
                        .isEqualTo(content);
                List<String> named = NAMED.matcher(content)
                        .results()
                        .map(name -> name.group(1))
                        .toList();
                for (String name : named) {
                    assertThat(server.get("/page/" + name).statusCode())
                            .as(file + " names " + name)
                            .isEqualTo(200);
                }
            }
            assertThat(server.get("/page/../page/app.js").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void shouldAllowNothingInlineNothingEvaluatedAndNoOtherHost() throws Exception {
        try (TestServer server = new TestServer()) {
            for (String path : List.of("/", "/page/app.js", "/page/uplot.js")) {
                HttpResponse<String> file = server.get(path);
                assertThat(file.headers().firstValue("Content-Security-Policy").orElse(""))
                        .contains("default-src 'none'", "require-trusted-types-for 'script'")
                        .doesNotContain("unsafe", "http", "data:", "*");
                assertThat(file.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
                assertThat(file.headers().firstValue("X-Frame-Options")).hasValue("DENY");
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            gzip                    | true
            gzip, deflate, br       | true
            br;q=1.0, GZIP;q=0.8    | true
            gzip;q=0                | false
            gzip;q=0.0, identity    | false
            br                      | false
            """)
    void shouldCompressForWhoTakesIt(String accepted, boolean compressed) throws Exception {
        try (TestServer server = new TestServer()) {
            HttpResponse<String> file = server.send("GET", "/page/app.js", "Accept-Encoding", accepted);

            assertThat(file.headers().firstValue("Content-Encoding").isPresent())
                    .isEqualTo(compressed);
            assertThat(file.headers().firstValue("Vary")).hasValue("Accept-Encoding");
            assertThat(file.body().contains("import")).isEqualTo(!compressed);
        }
    }

    @Test
    void shouldNotSendAgainWhatABrowserHas() throws Exception {
        try (TestServer server = new TestServer()) {
            String tag = server.get("/page/app.js").headers().firstValue("ETag").orElseThrow();

            HttpResponse<String> known = server.send("GET", "/page/app.js", "If-None-Match", "W/\"x\", " + tag);
            assertThat(known.statusCode()).isEqualTo(304);
            assertThat(known.body()).isEmpty();
            assertThat(server.send("GET", "/page/app.js", "If-None-Match", "W/\"x\"")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(server.get("/page/api.js").headers().firstValue("ETag"))
                    .isPresent()
                    .isNotEqualTo(java.util.Optional.of(tag));
        }
    }
}

package io.meridian.app.http;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.awaitility.core.ThrowingRunnable;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A real browser without a window, and what it tells of the pages it shows. */
final class Browser implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Browser.class);
    private static final String MISSING =
            "Tests of the page are skipped: expected chromium and chromedriver on the PATH, found neither or one; "
                    + "apt-get install chromium chromium-driver brings them";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path SCREENSHOTS = Path.of("target/screenshots");

    private final ChromeDriver driver;
    private final List<JsonNode> network = new ArrayList<>();

    /** What a page took: each response, and the bytes of all of them as they went over the wire. */
    record Traffic(List<URI> addresses, long bytes) {}

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /** Starts it. Where there is none the tests are skipped; where the environment variable CI is set, they fail. */
    static Browser start(Path profile) {
        Optional<File> browser = onPath("chromium");
        Optional<File> control = onPath("chromedriver");
        boolean installed = browser.isPresent() && control.isPresent();
        if (!installed && System.getenv("CI") == null) {
            // Surefire says nothing of a class whose preparation is given up.
            log.warn(MISSING);
            abort(MISSING);
        }
        assertThat(installed).as("chromium and chromedriver are on the PATH").isTrue();
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(browser.orElseThrow());
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--lang=en-US",
                "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
                "--user-data-dir=" + profile);
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(control.orElseThrow())
                .withSilent(true)
                .build();
        ChromeDriver driver = new ChromeDriver(service, options);
        driver.manage().timeouts().scriptTimeout(Duration.ofSeconds(30));
        return new Browser(driver);
    }

    private static Optional<File> onPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(directory -> new File(directory, program))
                .filter(File::canExecute)
                .findFirst();
    }

    /** Shows a page from the start, as if it had never been here. */
    void open(URI server, String address) {
        driver.get("about:blank");
        driver.manage().logs().get(LogType.BROWSER);
        driver.manage().logs().get(LogType.PERFORMANCE);
        network.clear();
        driver.executeCdpCommand("Network.clearBrowserCache", Map.of());
        driver.get(server + "/" + address);
    }

    /** What a script returns. */
    @Nullable
    Object run(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /** What a script gives to its last argument. */
    @Nullable
    Object later(String script, Object... arguments) {
        return driver.executeAsyncScript(script, arguments);
    }

    boolean is(String condition, Object... arguments) {
        return Boolean.TRUE.equals(run("return !!(" + condition + ")", arguments));
    }

    /** The text of the first such element, as it is shown; empty where there is none. */
    String text(String selector) {
        return String.valueOf(run("return document.querySelector(arguments[0])?.innerText ?? ''", selector));
    }

    /** Waits until the first such element has these words. */
    void says(String selector, String words) {
        soon(() -> assertThat(text(selector)).contains(words));
    }

    /** Waits as long as a page may take at the most. */
    static void soon(ThrowingRunnable assertion) {
        await().atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(assertion);
    }

    /** The same of all of them. */
    List<String> texts(String selector) {
        Object all = run("return [...document.querySelectorAll(arguments[0])].map((one) => one.innerText)", selector);
        return ((List<?>) requireNonNull(all)).stream().map(String::valueOf).toList();
    }

    /** Sets a control as a person would. */
    void choose(String selector, String value) {
        run(
                "const node = document.querySelector(arguments[0]); node.value = arguments[1];"
                        + "node.dispatchEvent(new Event(node.tagName === 'SELECT' ? 'change' : 'input'))",
                selector,
                value);
    }

    void click(String selector) {
        run("document.querySelector(arguments[0]).click()", selector);
    }

    ChromeDriver driver() {
        return driver;
    }

    /** Another screen, light or dark. */
    void screen(int width, int height, boolean dark) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 500));
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
    }

    /** How long the page's thread has worked, in milliseconds of a processor: other programs do not make it longer. */
    double busyMillis() {
        driver.executeCdpCommand("Performance.enable", Map.of("timeDomain", "threadTicks"));
        Object metrics =
                driver.executeCdpCommand("Performance.getMetrics", Map.of()).get("metrics");
        JsonNode all = JSON.valueToTree(metrics);
        for (JsonNode metric : all) {
            if (metric.get("name").asText().equals("TaskDuration")) {
                return metric.get("value").asDouble() * 1_000;
            }
        }
        throw new IllegalStateException("the browser tells no TaskDuration: " + all);
    }

    /** Keeps what is shown, for people to look at. */
    void screenshot(String name) {
        try {
            Files.createDirectories(SCREENSHOTS);
            Files.write(SCREENSHOTS.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    /** Keeps a text beside the pictures. */
    void note(String name, String text) throws IOException {
        Files.createDirectories(SCREENSHOTS);
        Files.writeString(SCREENSHOTS.resolve(name + ".txt"), text);
    }

    /** What the page has asked for since it was opened. */
    Traffic traffic() {
        for (LogEntry entry : driver.manage().logs().get(LogType.PERFORMANCE)) {
            network.add(json(entry.getMessage()).get("message"));
        }
        List<URI> addresses = new ArrayList<>();
        long bytes = 0;
        for (JsonNode event : network) {
            switch (event.get("method").asText()) {
                case "Network.requestWillBeSent" ->
                    addresses.add(URI.create(event.at("/params/request/url").asText()));
                case "Network.loadingFinished" ->
                    bytes += event.at("/params/encodedDataLength").asLong();
                default -> {}
            }
        }
        return new Traffic(addresses, bytes);
    }

    /** What the browser complains of: a broken policy, an error that nobody caught, a file that is not there. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                .toList();
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(text, e);
        }
    }

    @Override
    public void close() {
        driver.quit();
    }
}

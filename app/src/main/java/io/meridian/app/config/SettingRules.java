package io.meridian.app.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigDef.LambdaValidator;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;

/** What the value of one setting may be. */
final class SettingRules {
    /** What Kafka takes for the name of a topic, a group or a member; also safe as a directory's name. */
    private static final Pattern KAFKA_NAME = Pattern.compile("(?!\\.{1,2}$)[a-zA-Z0-9._-]{1,200}");

    private static final Pattern ORIGIN = Pattern.compile("https?://[a-zA-Z0-9.-]+(:\\d{1,5})?");

    private static final Pattern RATIO = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?");

    private static final int LEAST_SECRET = 16;

    private static final Predicate<String> DERIVED = String::isEmpty;

    private SettingRules() {}

    static Validator any() {
        return rule("any", text -> true);
    }

    static Validator filled() {
        return rule("not blank", text -> !text.isBlank());
    }

    static Validator kafkaName() {
        return rule("1 to 200 of a-z A-Z 0-9 . _ -", KAFKA_NAME.asMatchPredicate());
    }

    static Validator kafkaNameOrDerived() {
        return rule("1 to 200 of a-z A-Z 0-9 . _ -", DERIVED.or(KAFKA_NAME.asMatchPredicate()));
    }

    static Validator httpUrl() {
        return rule("http://host:port or https://host:port", SettingRules::isHttpUrl);
    }

    static Validator httpUrlOrDerived() {
        return rule("http://host:port or https://host:port", DERIVED.or(SettingRules::isHttpUrl));
    }

    /** Urls with any path, http or https, separated by commas. */
    static Validator httpUrls() {
        return rule("one or more http or https urls, separated by commas", text -> {
            for (String url : text.split(",", -1)) {
                if (!isUrl(url.trim())) {
                    return false;
                }
            }
            return true;
        });
    }

    /** @param atLeast the shortest allowed, in milliseconds */
    static Validator duration(long atLeast) {
        return LambdaValidator.with(
                (name, value) -> {
                    try {
                        if (Durations.parse(String.valueOf(value)).compareTo(Duration.ofMillis(atLeast)) < 0) {
                            throw new ConfigException(name, value, "must be at least " + atLeast + " ms");
                        }
                    } catch (IllegalArgumentException e) {
                        throw new ConfigException(name, value, e.getMessage());
                    }
                },
                () -> Durations.EXPECTED);
    }

    /** As {@link #duration}, or nothing. */
    static Validator durationOrDerived(long atLeast) {
        Validator duration = duration(atLeast);
        return LambdaValidator.with(
                (name, value) -> {
                    if (!DERIVED.test(String.valueOf(value))) {
                        duration.ensureValid(name, value);
                    }
                },
                () -> Durations.EXPECTED);
    }

    /** Origins as browsers send them, separated by commas, or nothing. */
    static Validator origins() {
        return rule("origins such as https://board.example, separated by commas", text -> {
            for (String origin : text.split(",", -1)) {
                if (!text.isEmpty() && !ORIGIN.matcher(origin.trim()).matches()) {
                    return false;
                }
            }
            return true;
        });
    }

    /** From 0 to 1, or nothing. */
    static Validator ratioOrDerived() {
        return rule("a number from 0 to 1, such as 0.5", DERIVED.or(text -> {
            if (!RATIO.matcher(text).matches()) {
                return false;
            }
            return Double.parseDouble(text) <= 1;
        }));
    }

    /** Secrets of at least 16 characters, separated by commas, or nothing; never shown. */
    static Validator secrets() {
        return LambdaValidator.with(
                (name, value) -> {
                    String text = ((Password) value).value();
                    for (String secret : text.split(",", -1)) {
                        if (!text.isEmpty() && secret.strip().length() < LEAST_SECRET) {
                            throw new ConfigException(name, value, "expected at least " + LEAST_SECRET + " characters");
                        }
                    }
                },
                () -> "at least " + LEAST_SECRET + " characters");
    }

    private static boolean isHttpUrl(String text) {
        try {
            URI url = new URI(text);
            boolean bare = "".equals(url.getPath()) || "/".equals(url.getPath());
            return ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
                    && url.getHost() != null
                    && url.getPort() >= 0
                    && url.getPort() <= 65_535
                    && bare
                    && url.getUserInfo() == null
                    && url.getQuery() == null
                    && url.getFragment() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static boolean isUrl(String text) {
        try {
            URI url = new URI(text);
            return ("http".equals(url.getScheme()) || "https".equals(url.getScheme())) && url.getHost() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static Validator rule(String expected, Predicate<String> allowed) {
        return LambdaValidator.with(
                (name, value) -> {
                    if (!allowed.test(String.valueOf(value))) {
                        throw new ConfigException(name, value, "expected " + expected);
                    }
                },
                () -> expected);
    }
}

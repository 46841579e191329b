package io.meridian.connect;

import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigDef.LambdaValidator;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** Checks of single settings, which say what was expected. */
public final class Checks {
    private Checks() {}

    /** @param expected what is right, as in "expected ..." */
    public static Validator of(String expected, Predicate<String> isRight) {
        return LambdaValidator.with(
                (name, value) -> {
                    if (!(value instanceof String text) || !isRight.test(text)) {
                        throw refused(name, value, expected);
                    }
                },
                () -> expected);
    }

    /** @param regex what the whole text must match */
    public static Validator pattern(String regex, String expected) {
        Pattern pattern = Pattern.compile(regex);
        return of(expected, text -> pattern.matcher(text).matches());
    }

    public static ConfigException refused(String name, @Nullable Object value, String expected) {
        return new ConfigException(name, value, "expected " + expected);
    }
}

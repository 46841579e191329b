package io.meridian.app.config;

import java.util.List;

/** Settings that are refused, all their problems together. The program cannot start with them; a retry is of no use. */
public final class InvalidConfigException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<String> problems;

    /** @param problems what is wrong, each in one line that names the setting; at least one */
    public InvalidConfigException(List<String> problems) {
        super(message(problems));
        this.problems = List.copyOf(problems);
    }

    /** What is wrong, each in one line that names the setting. */
    public List<String> problems() {
        return problems;
    }

    private static String message(List<String> problems) {
        String head = problems.size() == 1 ? "1 setting is refused:" : problems.size() + " problems in the settings:";
        return head + problems.stream().map(problem -> "\n  - " + problem).reduce("", String::concat);
    }
}

package io.meridian.deploy.containers;

import io.meridian.deploy.Checkout;
import io.meridian.deploy.Tree;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code docker-compose.yml} with the variables of {@code .env}. */
final class Compose {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)}");

    private final Map<String, String> variables = new LinkedHashMap<>();
    private final Map<String, Tree> services;
    private final Tree file;

    Compose() {
        Checkout.text(Checkout.file(".env"))
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .forEach(line -> variables.put(line.split("=", 2)[0], line.split("=", 2)[1]));
        file = Tree.parse(text()).map(this::interpolated);
        services = file.entries("services");
    }

    Map<String, Tree> services() {
        return services;
    }

    Tree service(String name) {
        return file.at("services").at(name);
    }

    /** Names of the volumes that it declares. */
    Set<String> volumes() {
        return file.entries("volumes").keySet();
    }

    /** The environment of a service. */
    Map<String, String> environment(String service) {
        Map<String, String> environment = new LinkedHashMap<>();
        service(service).entries("environment").forEach((name, value) -> environment.put(name, value.text()));
        return environment;
    }

    Map<String, String> variables() {
        return variables;
    }

    /** The variables that it asks for. */
    static Set<String> asked() {
        Set<String> asked = new TreeSet<>();
        Matcher matcher = VARIABLE.matcher(text());
        while (matcher.find()) {
            asked.add(matcher.group(1));
        }
        return asked;
    }

    private static String text() {
        return Checkout.text(Checkout.file("docker-compose.yml"));
    }

    private String interpolated(String text) {
        return VARIABLE.matcher(text).replaceAll(match -> {
            String value = variables.get(match.group(1));
            if (value == null) {
                throw new AssertionError(".env does not set " + match.group(1));
            }
            return Matcher.quoteReplacement(value);
        });
    }
}

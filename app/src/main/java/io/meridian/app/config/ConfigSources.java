package io.meridian.app.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Where settings come from. The precedence, and the only place that decides it: a later source overrides an earlier one,
 *
 * <ol>
 *   <li>the defaults,
 *   <li>the properties file of {@code --config FILE}, UTF-8,
 *   <li>the environment: {@code MERIDIAN_REST_LISTENER} is {@code rest.listener},
 *   <li>flags: {@code --set rest.listener=…}.
 * </ol>
 */
public final class ConfigSources {
    private static final String ENVIRONMENT_PREFIX = "MERIDIAN_";

    /** Read by the launcher and by the logging, and no settings. */
    private static final Set<String> NOT_SETTINGS =
            Set.of("MERIDIAN_LOG_LEVEL", "MERIDIAN_JVM_OPTS", "MERIDIAN_DEV_CONFIGS");

    /** Kubernetes puts these into every pod beside a service called meridian. */
    private static final Pattern SERVICE_LINK =
            Pattern.compile("MERIDIAN_(SERVICE_HOST|SERVICE_PORT(_.*)?|PORT|PORT_\\d+_(TCP|UDP)(_.*)?)");

    private final Optional<Path> file;
    private final Map<String, String> environment;
    private final List<String> flags;

    /**
     * @param file the properties file of {@code --config}
     * @param environment all of the process' environment variables
     * @param flags the {@code key=value} of each {@code --set}
     */
    public ConfigSources(Optional<Path> file, Map<String, String> environment, List<String> flags) {
        this.file = file;
        this.environment = Map.copyOf(environment);
        this.flags = List.copyOf(flags);
    }

    /**
     * What all sources together say, without the defaults.
     *
     * @throws InvalidConfigException if the file cannot be read or a flag is not {@code key=value}
     */
    public Map<String, String> merge() {
        List<String> problems = new ArrayList<>();
        Map<String, String> merged = new TreeMap<>();
        file.ifPresent(path -> merged.putAll(read(path, problems)));
        merged.putAll(ofEnvironment());
        merged.putAll(ofFlags(problems));
        if (!problems.isEmpty()) {
            throw new InvalidConfigException(problems);
        }
        return merged;
    }

    private static Map<String, String> read(Path path, List<String> problems) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            problems.add("--config " + path + ": expected a properties file in UTF-8, but it cannot be read: " + e);
        }
        Map<String, String> read = new LinkedHashMap<>();
        for (String name : properties.stringPropertyNames()) {
            read.put(name, properties.getProperty(name).strip());
        }
        return read;
    }

    private Map<String, String> ofEnvironment() {
        Map<String, String> read = new LinkedHashMap<>();
        environment.forEach((name, value) -> {
            if (name.startsWith(ENVIRONMENT_PREFIX)
                    && !NOT_SETTINGS.contains(name)
                    && !SERVICE_LINK.matcher(name).matches()) {
                String setting = name.substring(ENVIRONMENT_PREFIX.length());
                read.put(setting.toLowerCase(Locale.ROOT).replace('_', '.'), value);
            }
        });
        return read;
    }

    private Map<String, String> ofFlags(List<String> problems) {
        Map<String, String> read = new LinkedHashMap<>();
        for (String flag : flags) {
            int middle = flag.indexOf('=');
            if (middle < 1) {
                problems.add("--set " + flag + ": expected key=value");
            } else {
                read.put(
                        flag.substring(0, middle).trim(),
                        flag.substring(middle + 1).trim());
            }
        }
        return read;
    }
}

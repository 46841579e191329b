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
 *   <li>flags: {@code --set rest.listener=…}, and for what nobody else is to see {@code --set-file kafka.sasl.jaas.config=FILE}.
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
    private final List<String> fileFlags;

    /**
     * @param file the properties file of {@code --config}
     * @param environment all of the process' environment variables
     * @param flags the {@code key=value} of each {@code --set}
     * @param fileFlags the {@code key=file} of each {@code --set-file}
     */
    public ConfigSources(
            Optional<Path> file, Map<String, String> environment, List<String> flags, List<String> fileFlags) {
        this.file = file;
        this.environment = Map.copyOf(environment);
        this.flags = List.copyOf(flags);
        this.fileFlags = List.copyOf(fileFlags);
    }

    /**
     * What all sources together say, without the defaults.
     *
     * @throws InvalidConfigException if a file cannot be read or a flag is not {@code key=value}; shows no value
     */
    public Map<String, String> merge() {
        List<String> problems = new ArrayList<>();
        Map<String, String> merged = new TreeMap<>();
        file.ifPresent(path -> merged.putAll(read(path, problems)));
        merged.putAll(ofEnvironment());
        merged.putAll(ofFlags("--set", flags, problems));
        ofFlags("--set-file", fileFlags, problems)
                .forEach((name, path) -> content(name, path, problems).ifPresent(value -> merged.put(name, value)));
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

    private static Map<String, String> ofFlags(String option, List<String> flags, List<String> problems) {
        Map<String, String> read = new LinkedHashMap<>();
        for (String flag : flags) {
            int middle = flag.indexOf('=');
            if (middle < 1) {
                problems.add(option + " " + shown(flag) + ": expected key=value");
            } else {
                read.put(
                        flag.substring(0, middle).trim(),
                        flag.substring(middle + 1).trim());
            }
        }
        return read;
    }

    /** A word that is no setting's name may be a password that came to the wrong place. */
    private static String shown(String flag) {
        return SettingDefinitions.all().names().contains(flag) ? flag : "[hidden]";
    }

    private static Optional<String> content(String name, String path, List<String> problems) {
        try {
            return Optional.of(Files.readString(Path.of(path)).strip());
        } catch (IOException | IllegalArgumentException e) {
            problems.add("--set-file " + name + ": expected a file in UTF-8 at '" + path + "', but it cannot be read");
            return Optional.empty();
        }
    }
}

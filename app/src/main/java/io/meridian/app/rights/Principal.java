package io.meridian.app.rights;

import io.meridian.app.config.MeridianConfig;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.SaslConfigs;

/** As whom the cluster knows this program, as far as its settings tell. */
public final class Principal {
    private static final Pattern USER = Pattern.compile("\\busername\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)'|([^\\s;\"']+))");

    private Principal() {}

    /** {@code User:NAME}; {@code User:ANONYMOUS} without security, a word in capitals where only the broker knows. */
    public static String of(MeridianConfig config) {
        String protocol = config.kafka().getOrDefault("security.protocol", "PLAINTEXT");
        if (protocol.equals("PLAINTEXT")) {
            return "User:ANONYMOUS";
        }
        return "User:"
                + user(config.kafka().getOrDefault(SaslConfigs.SASL_JAAS_CONFIG, ""))
                        .orElse("PRINCIPAL");
    }

    private static Optional<String> user(String jaas) {
        Matcher found = USER.matcher(jaas);
        if (!found.find()) {
            return Optional.empty();
        }
        for (int group = 1; group <= found.groupCount(); group++) {
            String user = found.group(group);
            if (user != null) {
                return Optional.of(user);
            }
        }
        return Optional.empty();
    }
}

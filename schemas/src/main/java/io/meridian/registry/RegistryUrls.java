package io.meridian.registry;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.config.ConfigException;

/** The urls of a registry, as settings spell them. */
final class RegistryUrls {
    private RegistryUrls() {}

    /** @throws ConfigException naming the entry, but not showing it, as it may hold a password */
    static List<URI> parse(List<String> entries) {
        if (entries.isEmpty()) {
            throw new ConfigException(RegistryConfig.URL + ": expected at least one url, found none");
        }
        List<URI> urls = new ArrayList<>();
        for (String entry : entries) {
            urls.add(parse(entry, urls.size() + 1));
        }
        return urls;
    }

    private static URI parse(String text, int position) {
        URI url = uri(text.strip(), position);
        if (url.getRawUserInfo() != null || text.contains("@")) {
            throw new ConfigException(RegistryConfig.URL + ": expected urls without user name and password, but entry "
                    + position + " has them");
        }
        boolean http = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
        if (!http || url.getHost() == null || url.getRawQuery() != null || url.getRawFragment() != null) {
            throw notOne(position);
        }
        return url;
    }

    private static URI uri(String text, int position) {
        try {
            return new URI(text);
        } catch (URISyntaxException invalid) {
            // Not handed on as the cause: its message holds the text.
            throw notOne(position);
        }
    }

    private static ConfigException notOne(int position) {
        return new ConfigException(RegistryConfig.URL
                + ": expected http or https urls with a host, such as http://localhost:8081, separated by commas, but entry "
                + position + " is not one");
    }
}

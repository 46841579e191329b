package io.meridian.registry;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;

/**
 * The urls of a registry, as settings spell them.
 *
 * @param urls without name and password, so that they may be shown
 * @param userInfo name and password of those that had them
 */
record RegistryUrls(List<URI> urls, Map<URI, String> userInfo) {
    RegistryUrls {
        urls = List.copyOf(urls);
        userInfo = Map.copyOf(userInfo);
    }

    /** @throws ConfigException naming the entry, but not showing it, as it may hold a password */
    static RegistryUrls parse(List<String> entries) {
        if (entries.isEmpty()) {
            throw new ConfigException(RegistryConfig.URL + ": expected at least one url, found none");
        }
        List<URI> urls = new ArrayList<>();
        Map<URI, String> userInfo = new HashMap<>();
        for (String entry : entries) {
            int position = urls.size() + 1;
            URI url = uri(entry.strip(), position);
            boolean http = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
            if (!http || url.getHost() == null || url.getRawQuery() != null || url.getRawFragment() != null) {
                throw notOne(position);
            }
            URI bare = uri(entry.strip().replaceFirst("//[^/]*@", "//"), position);
            if (url.getUserInfo() != null) {
                userInfo.put(bare, url.getUserInfo());
            }
            urls.add(bare);
        }
        return new RegistryUrls(urls, userInfo);
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

    @Override
    public String toString() {
        return urls.toString();
    }
}

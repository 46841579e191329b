package io.meridian.deploy.release;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.meridian.deploy.Checkout;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A component that the build's list of parts names.
 *
 * @param name group and name
 * @param sha256 of its file, in hexadecimal; empty where the list has none
 * @param licences by SPDX's short name where there is one, else as its publisher calls it
 */
record Part(String name, String sha256, Set<String> licences) {
    /** All but Meridian's own. */
    static List<Part> listed() throws IOException {
        JsonNode list =
                new ObjectMapper().readTree(Checkout.file("target/bom.json").toFile());
        List<Part> parts = new ArrayList<>();
        for (JsonNode component : list.path("components")) {
            String group = component.path("group").asText();
            if (!group.equals("io.meridian")) {
                parts.add(new Part(
                        group + ":" + component.path("name").asText(), sha256(component), licences(component)));
            }
        }
        return parts;
    }

    private static String sha256(JsonNode component) {
        for (JsonNode hash : component.path("hashes")) {
            if (hash.path("alg").asText().equals("SHA-256")) {
                return hash.path("content").asText();
            }
        }
        return "";
    }

    private static Set<String> licences(JsonNode component) {
        Set<String> licences = new TreeSet<>();
        for (JsonNode choice : component.path("licenses")) {
            JsonNode licence = choice.path("license");
            licences.add(
                    choice.has("expression")
                            ? choice.get("expression").asText()
                            : licence.path("id").asText(licence.path("name").asText()));
        }
        return licences;
    }
}

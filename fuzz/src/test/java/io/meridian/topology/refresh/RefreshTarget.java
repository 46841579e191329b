package io.meridian.topology.refresh;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meridian.fuzz.Check;
import io.meridian.topology.settings.CompileResult;
import io.meridian.topology.settings.SettingsCompiler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Refresh events, whole or as the content of a file in a right one, and the settings in them. */
public final class RefreshTarget {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PATH = "a.yaml";

    private RefreshTarget() {}

    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        if (input.length == 0) {
            return;
        }
        byte[] rest = Arrays.copyOfRange(input, 1, input.length);
        if (input[0] == '{') {
            var unused = decode(input);
            return;
        }
        CompileResult compiled = SettingsCompiler.compile(1, 0, Map.of(PATH, rest));
        String text = new String(rest, StandardCharsets.UTF_8);
        if (Arrays.equals(text.getBytes(StandardCharsets.UTF_8), rest)) {
            RefreshEvent event = decode(event(text, rest)).orElseThrow();
            Check.that(Arrays.equals(event.files().get(PATH), rest), "another content", text);
            CompileResult again = SettingsCompiler.compile(1, 0, event.files());
            Check.same(again.getClass(), compiled.getClass());
            if (again instanceof CompileResult.Refused) {
                Check.same(again, compiled);
            }
        }
    }

    private static Optional<RefreshEvent> decode(byte[] value) {
        try {
            return Optional.of(RefreshEventDecoder.decode(value));
        } catch (MalformedEventException refused) {
            return Optional.empty();
        }
    }

    private static byte[] event(String text, byte[] content) throws IOException {
        ObjectNode event = JSON.createObjectNode()
                .put("source", "local_config")
                .put("generation", 1)
                .put("effective_at", "2025-03-12T14:30:00Z")
                .put("detected_at", "2025-03-12T14:30:00Z")
                .put("sha256", SettingsCompiler.sha256(new TreeMap<>(Map.of(PATH, content))));
        event.putArray("changes");
        event.putArray("files")
                .addObject()
                .put("path", PATH)
                .put("sha256", SettingsCompiler.sha256(content))
                .put("content", text);
        return JSON.writeValueAsBytes(event);
    }
}

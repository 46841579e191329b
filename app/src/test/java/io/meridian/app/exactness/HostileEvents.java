package io.meridian.app.exactness;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.stream.Stream;

/** A few records that no connector writes; what else there is to try, the topology's own tests do. */
final class HostileEvents {
    private HostileEvents() {}

    static List<byte[]> all() {
        String bomb =
                "a: &a [x,x,x,x,x,x,x,x,x]\\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\\nc: [*b,*b,*b,*b,*b,*b,*b,*b,*b]\\n";
        return Stream.of(
                        "",
                        "reload please",
                        "{",
                        "[]",
                        "[".repeat(200_000),
                        "{\"source\":\"local_config\",\"generation\":1}",
                        event(1, ""),
                        event(Long.MAX_VALUE, ""),
                        event(2_000_000_000_000L, bomb),
                        event(2_000_000_000_000L, "x".repeat(900_000)))
                .map(text -> text.getBytes(UTF_8))
                .toList();
    }

    private static String event(long generation, String yaml) {
        return "{\"source\":\"local_config\",\"generation\":" + generation
                + ",\"effective_at\":\"2025-01-01T00:00:00Z\",\"detected_at\":\"2025-01-01T00:00:00Z\",\"sha256\":\"\","
                + "\"changes\":[],\"files\":[{\"path\":\"bomb.yml\",\"sha256\":\"\",\"content\":\"" + yaml + "\"}]}";
    }
}

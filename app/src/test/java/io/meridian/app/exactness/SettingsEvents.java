package io.meridian.app.exactness;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meridian.topology.settings.SettingsCompiler;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Settings as the connector writes them, of one file. */
final class SettingsEvents {
    private static final String SOURCE = "local_config";
    private static final String FILE = "all.yaml";

    private SettingsEvents() {}

    /** @param effectiveAt ISO-8601; earlier than that of an older generation overrides that one */
    static void send(
            KafkaProducer<byte[], byte[]> producer, String topic, long generation, String effectiveAt, String yaml)
            throws Exception {
        byte[] content = yaml.getBytes(UTF_8);
        ObjectNode event = new ObjectMapper().createObjectNode();
        event.put("source", SOURCE);
        event.put("generation", generation);
        event.put("effective_at", effectiveAt);
        event.put("detected_at", effectiveAt);
        event.put("sha256", SettingsCompiler.sha256(new TreeMap<>(Map.of(FILE, content))));
        event.putArray("changes")
                .addObject()
                .put("path", FILE)
                .put("change", "MODIFIED")
                .put("sha256", hash(content));
        event.putArray("files")
                .addObject()
                .put("path", FILE)
                .put("sha256", hash(content))
                .put("content", yaml);
        producer.send(new ProducerRecord<>(
                        topic, SOURCE.getBytes(UTF_8), event.toString().getBytes(UTF_8)))
                .get();
    }

    private static String hash(byte[] content) {
        return SettingsCompiler.sha256(content);
    }
}

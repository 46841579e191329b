package io.meridian.avro;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.kafka.common.config.ConfigException;

/** Under which subject a schema stands in the registry; Confluent's strategies, by the names of their classes. */
enum SubjectNames {
    /** One schema for each topic: {@code <topic>-key}, {@code <topic>-value}. */
    TOPIC("TopicNameStrategy") {
        @Override
        String subject(String topic, boolean isKey, Schema schema) {
            return topic + (isKey ? "-key" : "-value");
        }
    },

    /** One schema for each record, whatever its topic: the record's full name. */
    RECORD("RecordNameStrategy") {
        @Override
        String subject(String topic, boolean isKey, Schema schema) {
            return schema.getFullName();
        }
    },

    /** One schema for each record on a topic: {@code <topic>-<full name>}. */
    TOPIC_RECORD("TopicRecordNameStrategy") {
        @Override
        String subject(String topic, boolean isKey, Schema schema) {
            return topic + "-" + schema.getFullName();
        }
    };

    private static final String PACKAGE = "io.confluent.kafka.serializers.subject.";

    private final String className;

    SubjectNames(String simpleName) {
        this.className = PACKAGE + simpleName;
    }

    abstract String subject(String topic, boolean isKey, Schema schema);

    String className() {
        return className;
    }

    /** Confluent's classes themselves may be set, where they are there: only their names count. */
    static Map<String, Object> asText(Map<String, ?> settings) {
        Map<String, Object> text = new HashMap<>(settings);
        text.replaceAll((name, value) -> value instanceof Class<?> type ? type.getName() : value);
        return text;
    }

    /** @throws ConfigException if there is no such strategy */
    static SubjectNames of(String setting, String className) {
        return Arrays.stream(values())
                .filter(one -> one.className.equals(className))
                .findFirst()
                .orElseThrow(() -> new ConfigException(setting + ": expected one of "
                        + Arrays.stream(values()).map(SubjectNames::className).collect(Collectors.joining(", "))
                        + ", found " + className));
    }
}

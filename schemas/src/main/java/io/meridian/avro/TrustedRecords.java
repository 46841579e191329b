package io.meridian.avro;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.ClassSecurityValidator;

/**
 * The generated classes that Avro may make objects of. Avro refuses every class that the program does not name as
 * trusted, so that a schema from outside cannot call up any class it likes. Named here are Meridian's own records, and
 * those that a program hands to {@link AvroDeserializer} as a class; others are named as Avro has it, by the system
 * property {@code org.apache.avro.SERIALIZABLE_PACKAGES}.
 */
public final class TrustedRecords {
    private static final Set<String> names = ConcurrentHashMap.newKeySet();

    static {
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(
                ClassSecurityValidator.getGlobal(), type -> names.contains(type.getName())));
    }

    private TrustedRecords() {}

    /** From now on, Avro may make Meridian's own records; {@link AvroDeserializer} sees to that itself. */
    public static void trustOwn() {
        trust(Reading.class);
        trust(AggregateKey.class);
        trust(RegionAggregate.class);
    }

    /** From now on, Avro may make records of this class, and of the generated classes of its fields. */
    public static void trust(Class<? extends SpecificRecord> type) {
        trust(SpecificData.get().getSchema(type));
    }

    private static void trust(Schema schema) {
        switch (schema.getType()) {
            case RECORD -> {
                // A record that holds itself is named already when it is met again.
                if (names.add(SpecificData.getClassName(schema))) {
                    schema.getFields().forEach(field -> trust(field.schema()));
                }
            }
            case ENUM, FIXED -> names.add(SpecificData.getClassName(schema));
            case ARRAY -> trust(schema.getElementType());
            case MAP -> trust(schema.getValueType());
            case UNION -> schema.getTypes().forEach(TrustedRecords::trust);
            case STRING, BYTES, INT, LONG, FLOAT, DOUBLE, BOOLEAN, NULL -> {}
        }
    }
}

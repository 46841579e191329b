package io.meridian.avro;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.Incompatibility;

/** Whether records written with one schema can be read with another, and the other way round. */
public final class Evolution {
    private static final Pattern FIELD = Pattern.compile("^/fields/(\\d+)(?:/type(?:/\\d+)?)?");

    private Evolution() {}

    /**
     * What keeps the two schemas from being fully compatible, one line for each fault, naming the field; empty where each reads
     * what the other wrote.
     *
     * @param ours the schema in question
     * @param other an earlier or a registered one
     */
    public static List<String> faults(Schema ours, Schema other) {
        List<String> faults = new ArrayList<>();
        add(faults, ours, other, "records of the other schema cannot be read");
        add(faults, other, ours, "who has the other schema cannot read our records");
        return faults;
    }

    private static void add(List<String> faults, Schema reader, Schema writer, String consequence) {
        for (Incompatibility found : SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                .getResult()
                .getIncompatibilities()) {
            faults.add(place(reader, found) + ": " + reason(found) + "; " + consequence);
        }
    }

    private static String reason(Incompatibility found) {
        return switch (found.getType()) {
            case NAME_MISMATCH -> "another name: " + found.getMessage();
            case TYPE_MISMATCH -> "another type: " + found.getMessage();
            case READER_FIELD_MISSING_DEFAULT_VALUE -> "added or removed without a default value";
            case MISSING_ENUM_SYMBOLS -> "enum symbols that one side does not know: " + found.getMessage();
            case MISSING_UNION_BRANCH -> "a branch of a union that one side does not know: " + found.getMessage();
            case FIXED_SIZE_MISMATCH -> "another size: " + found.getMessage();
        };
    }

    /** A JSON pointer into the reader's schema, as names. */
    private static String place(Schema reader, Incompatibility found) {
        StringBuilder names = new StringBuilder(reader.getFullName());
        String rest = found.getLocation();
        Schema at = reader;
        Matcher field = FIELD.matcher(rest);
        while (at.getType() == Schema.Type.RECORD && field.find()) {
            Schema.Field one = at.getFields().get(Integer.parseInt(field.group(1)));
            names.append('.').append(one.name());
            at = one.schema();
            rest = rest.substring(field.end());
            field = FIELD.matcher(rest);
        }
        return names.toString();
    }
}

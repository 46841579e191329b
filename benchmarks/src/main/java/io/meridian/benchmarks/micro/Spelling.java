package io.meridian.benchmarks.micro;

import io.meridian.benchmarks.workload.WorkloadRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** How a reading may come: as our own encoder writes it, in other valid forms, and in forms that are rejected. */
public enum Spelling {
    /** What the fast decoder reads; all others it leaves to the strict one. */
    CANONICAL(true, "{'device_id':'%1$s','metric':'%2$s','value':%3$s,'timestamp':'%4$sZ'}"),
    SPACED(true, "{ 'device_id': '%1$s', 'metric': '%2$s', 'value': %3$s, 'timestamp': '%4$sZ' }"),
    REORDERED(true, "{'timestamp':'%4$sZ','device_id':'%1$s','metric':'%2$s','value':%3$s}"),
    ESCAPED(true, "{'device_id':'%1$s','metric':'\\u006d_%2$s','value':%3$s,'timestamp':'%4$sZ'}"),
    OFFSET_TIME(true, "{'device_id':'%1$s','metric':'%2$s','value':%3$s,'timestamp':'%4$s+00:00'}"),
    EXTRA_FIELD(true, "{'device_id':'%1$s','metric':'%2$s','value':%3$s,'timestamp':'%4$sZ','unit':'percent'}"),

    VALUE_AS_STRING(false, "{'device_id':'%1$s','metric':'%2$s','value':'%3$s','timestamp':'%4$sZ'}"),
    LONG_DEVICE_ID(false, "{'device_id':'%1$s7','metric':'%2$s','value':%3$s,'timestamp':'%4$sZ'}"),
    NO_TIMESTAMP(false, "{'device_id':'%1$s','metric':'%2$s','value':%3$s}"),
    TIME_WITHOUT_OFFSET(false, "{'device_id':'%1$s','metric':'%2$s','value':%3$s,'timestamp':'%4$s'}"),
    CUT_OFF(false, "{'device_id':'%1$s','metric':'%2$s','value':%3$s,'timesta");

    private final boolean valid;
    private final String template;

    /** @param template of device id, metric, value, and time in UTC without its Z, with ' for a quote */
    Spelling(boolean valid, String template) {
        this.valid = valid;
        this.template = template;
    }

    boolean isValid() {
        return valid;
    }

    byte[] json(WorkloadRecord record) {
        String time = Instant.ofEpochMilli(record.timestamp()).toString();
        return template.replace('\'', '"')
                .formatted(
                        record.key(),
                        Samples.FLEET.metricNames().get(record.metric()),
                        record.value(),
                        time.substring(0, time.length() - 1))
                .getBytes(StandardCharsets.UTF_8);
    }
}

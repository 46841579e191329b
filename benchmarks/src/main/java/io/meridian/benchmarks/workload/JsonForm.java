package io.meridian.benchmarks.workload;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * Readings as JSON, in canonical form as long as nothing fills them up.
 *
 * @param leastBytes how long a record is at least, in bytes: shorter ones are filled up with a field that is not known
 */
public record JsonForm(int leastBytes) implements RecordForm {
    private static final String FILLER = ",\"note\":\"";

    @Override
    public byte[] valid(String device, String metric, double value, Instant time) {
        return json(device, metric, String.valueOf(value), time.toString()).getBytes(UTF_8);
    }

    @Override
    public byte[] invalid(String device, String metric, double value, Instant time, RandomGenerator random) {
        String number = String.valueOf(value);
        String at = time.toString();
        String text =
                switch (random.nextInt(7)) {
                    case 0 -> json(device, metric, "\"" + number + "\"", at);
                    case 1 -> json(device, metric, "1000.5", at);
                    case 2 -> json(device + "7", metric, number, at);
                    case 3 -> json(device, "", number, at);
                    case 4 -> json(device, metric, number, "yesterday");
                    case 5 -> "{\"device_id\":\"" + device + "\",\"metric\":\"" + metric + "\"}";
                    default -> json(device, metric, number, at).substring(0, 30);
                };
        return text.getBytes(UTF_8);
    }

    private String json(String device, String metric, String value, String time) {
        String fields = "{\"device_id\":\"" + device + "\",\"metric\":\"" + metric + "\",\"value\":" + value
                + ",\"timestamp\":\"" + time + "\"";
        int missing = leastBytes - fields.length() - FILLER.length() - 2;
        return missing > 0 ? fields + FILLER + "x".repeat(missing) + "\"}" : fields + "}";
    }
}

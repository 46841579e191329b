package io.meridian.app.load;

import io.meridian.reading.Reading;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;

/** Spoils readings, each time in another way that devices in the field know. */
final class InvalidRecords {
    private static final int WAYS = 8;
    private static final long AHEAD_MS = Duration.ofDays(2).toMillis();

    private final SplittableRandom random;

    InvalidRecords(SplittableRandom random) {
        this.random = random;
    }

    byte[] of(Reading reading) {
        String device = reading.deviceId();
        String value = String.valueOf(reading.value());
        String time = Instant.ofEpochMilli(reading.timestamp()).toString();
        String spoilt =
                switch (random.nextInt(WAYS)) {
                    case 0 -> json(device, reading.metric(), "\"" + value + "\"", time);
                    case 1 -> json(device, reading.metric(), "1e6", time);
                    case 2 -> json(device + "7", reading.metric(), value, time);
                    case 3 -> json(device, "", value, time);
                    case 4 -> json(device, reading.metric(), value, "yesterday");
                    case 5 -> json(device, reading.metric(), value, future(reading));
                    case 6 -> "{\"device_id\":\"" + device + "\",\"metric\":\"" + reading.metric() + "\"}";
                    default -> json(device, reading.metric(), value, time).substring(0, 30);
                };
        return spoilt.getBytes(StandardCharsets.UTF_8);
    }

    private static String future(Reading reading) {
        return Instant.ofEpochMilli(reading.timestamp() + AHEAD_MS).toString();
    }

    private static String json(String device, String metric, String value, String time) {
        return "{\"device_id\":\"" + device + "\",\"metric\":\"" + metric + "\",\"value\":" + value
                + ",\"timestamp\":\"" + time + "\"}";
    }
}

package io.meridian.benchmarks.workload;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Devices, the regions they are in, and what they measure. Regions are of even size and lie one after the other, so that
 * every contender can tell a device's region by arithmetic or from a table, as it pleases.
 *
 * @param devices how many, 1 to 10,000: d-0000 and up
 * @param regions how many, 1 to the number of devices
 * @param metrics how many, 1 to 1,000
 */
public record Fleet(int devices, int regions, int metrics) {
    private static final List<String> USUAL = List.of("cpu_load", "memory_used", "disk_used", "temperature");

    /** The values that every metric may have, both ends included. */
    public static final double MIN = 0;

    public static final double MAX = 100;

    public Fleet {
        if (devices < 1 || devices > 10_000) {
            throw new IllegalArgumentException("devices: expected 1 to 10000, but it is " + devices);
        }
        if (regions < 1 || regions > devices) {
            throw new IllegalArgumentException("regions: expected 1 to " + devices + ", but it is " + regions);
        }
        if (metrics < 1 || metrics > 1_000) {
            throw new IllegalArgumentException("metrics: expected 1 to 1000, but it is " + metrics);
        }
    }

    /** @param device its number, from 0 */
    public static String deviceId(int device) {
        return String.format(Locale.ROOT, "d-%04d", device);
    }

    /** The region of each device, by the device's number. To be kept by who asks often. */
    public List<String> regionOfDevices() {
        List<String> names = regionNames();
        return IntStream.range(0, devices)
                .mapToObj(device -> names.get((int) ((long) device * regions / devices)))
                .toList();
    }

    /** The names of the regions, by their numbers. */
    List<String> regionNames() {
        return IntStream.range(0, regions).mapToObj(Fleet::regionName).toList();
    }

    /** The names of the metrics, by their numbers. To be kept by who asks often. */
    public List<String> metricNames() {
        return IntStream.range(0, metrics).mapToObj(Fleet::metricName).toList();
    }

    /** The regions as Meridian's settings spell them. */
    public String regionsYaml() {
        return IntStream.range(0, regions)
                .mapToObj(region -> "  " + regionName(region) + ": [" + deviceId(first(region)) + ".."
                        + deviceId(first(region + 1) - 1) + "]\n")
                .collect(Collectors.joining("", "regions:\n", ""));
    }

    /** The metrics as Meridian's settings spell them. */
    public String metricsYaml() {
        return metricNames().stream()
                .map(metric -> "  " + metric + ": {min: 0, max: 100}\n")
                .collect(Collectors.joining("", "metrics:\n", ""));
    }

    private static String metricName(int metric) {
        return metric < USUAL.size() ? USUAL.get(metric) : String.format(Locale.ROOT, "metric_%03d", metric);
    }

    private static String regionName(int region) {
        return String.format(Locale.ROOT, "region-%03d", region);
    }

    /** The smallest device whose region is not below this one. */
    private int first(int region) {
        return (int) (((long) region * devices + regions - 1) / regions);
    }
}

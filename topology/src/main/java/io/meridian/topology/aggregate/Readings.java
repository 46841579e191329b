package io.meridian.topology.aggregate;

import java.util.Arrays;

/** Readings as they came, up to {@value #CAPACITY}: all there is of a small aggregate, and the newest of a large one. */
final class Readings {
    /** Summaries take readings in blocks of this size. */
    static final int CAPACITY = 64;
    /**
     * Up to here readings are kept and written as such. From eleven on a summary would be the smaller form, by 37 bytes of 163 at
     * sixteen, but it takes several times as long to write and to merge, and its quantiles are not exact.
     */
    static final int SMALL = 16;

    private static final double[] NO_VALUES = {};
    private static final short[] NO_DEVICES = {};

    private double[] values = NO_VALUES;
    private short[] devices = NO_DEVICES;
    private int size;

    int size() {
        return size;
    }

    boolean isFull() {
        return size == CAPACITY;
    }

    double value(int at) {
        return values[at];
    }

    int device(int at) {
        return devices[at];
    }

    /** Adds one while it is not full. */
    void add(int device, double value) {
        if (size == values.length) {
            int room = size == 0 ? SMALL : CAPACITY;
            values = Arrays.copyOf(values, room);
            devices = Arrays.copyOf(devices, room);
        }
        values[size] = value;
        devices[size] = (short) device;
        size++;
    }

    /** Moves all into a summary. */
    void drainTo(Summary summary) {
        summary.addAll(devices, values, size);
        size = 0;
    }

    Moments moments() {
        Moments moments = new Moments();
        moments.addAll(values, size);
        return moments;
    }

    int distinctDevices() {
        short[] sorted = Arrays.copyOf(devices, size);
        Arrays.sort(sorted);
        int distinct = 0;
        for (int i = 0; i < size; i++) {
            if (i == 0 || sorted[i] != sorted[i - 1]) {
                distinct++;
            }
        }
        return distinct;
    }

    /** The value at a rank, 0 to size − 1, in ascending order. */
    double valueAt(int rank) {
        double[] sorted = Arrays.copyOf(values, size);
        Arrays.sort(sorted);
        return sorted[rank];
    }
}

package io.meridian.topology.aggregate;

/** What is kept of more readings than are worth keeping one by one. */
record Summary(Moments moments, QuantileSketch sketch, DeviceSet devices) {
    Summary() {
        this(new Moments(), new QuantileSketch(), new DeviceSet());
    }

    void addAll(short[] fromDevices, double[] values, int length) {
        moments.addAll(values, length);
        sketch.addAll(values, length);
        devices.addAll(fromDevices, length);
    }

    void merge(Summary other) {
        moments.merge(other.moments);
        sketch.merge(other.sketch);
        devices.merge(other.devices);
    }

    /** The value at a rank, 0 to count − 1: exact at both ends, else from the sketch, within the extremes. */
    double valueAt(long rank) {
        if (rank == 0) {
            return moments.min();
        }
        if (rank == moments.count() - 1) {
            return moments.max();
        }
        return Math.min(Math.max(sketch.valueAt(rank), moments.min()), moments.max());
    }
}

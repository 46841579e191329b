package io.meridian.app.query;

import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * What became of the records of the raw partitions that an instance reads, since it has them.
 *
 * @param accepted readings that were counted
 * @param rejected records that went to the dead letters, by the code of the first error
 * @param watermarkLag how far event time was behind the wall clock when records came last, in milliseconds, of the partition
 *     where that is furthest; empty before the first
 */
public record IngestReport(long accepted, Map<String, Long> rejected, OptionalLong watermarkLag) {
    /** Before anything has been read. */
    public static final IngestReport NONE = new IngestReport(0, Map.of(), OptionalLong.empty());

    public IngestReport {
        rejected = new TreeMap<>(rejected);
    }
}

package io.meridian.benchmarks.flink;

import io.meridian.benchmarks.workload.Fleet;

/** Who parses; so that engines can be compared and not parsers. */
enum Decoder {
    /** Jackson's streaming parser. */
    JACKSON {
        @Override
        ReadingParser parser(Fleet fleet) {
            return new JacksonParser(fleet);
        }
    },
    /** The decoders of {@code io.meridian.reading}. */
    MERIDIAN {
        @Override
        ReadingParser parser(Fleet fleet) {
            return new MeridianParser(fleet);
        }
    };

    abstract ReadingParser parser(Fleet fleet);
}

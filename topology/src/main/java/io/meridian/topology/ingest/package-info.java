/** The first stage: decode, judge and combine the records of one raw partition. */
@NullMarked
package io.meridian.topology.ingest;

import org.jspecify.annotations.NullMarked;

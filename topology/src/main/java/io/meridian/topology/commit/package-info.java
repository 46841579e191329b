/** The seam into Kafka Streams: an action of a processor that runs inside each commit. */
@NullMarked
package io.meridian.topology.commit;

import org.jspecify.annotations.NullMarked;

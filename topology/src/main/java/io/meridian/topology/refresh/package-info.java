/** Settings in time: refresh events read from their topic, judged, and handed to whoever judges readings by them. */
@NullMarked
package io.meridian.topology.refresh;

import org.jspecify.annotations.NullMarked;

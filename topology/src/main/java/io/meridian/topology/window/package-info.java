/** Tumbling windows over event time. Imports nothing of Kafka. */
@NullMarked
package io.meridian.topology.window;

import org.jspecify.annotations.NullMarked;

/** Meridian's Kafka Connect plugin. */
@NullMarked
package io.meridian.connect;

import org.jspecify.annotations.NullMarked;

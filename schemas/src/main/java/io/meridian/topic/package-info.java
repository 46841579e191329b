/** The topics that Meridian reads and writes: what they hold, and what they must be like. */
@NullMarked
package io.meridian.topic;

import org.jspecify.annotations.NullMarked;

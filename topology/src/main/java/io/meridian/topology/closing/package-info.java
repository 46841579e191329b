/** The second stage: merge partials into the store, and close windows by watermark. */
@NullMarked
package io.meridian.topology.closing;

import org.jspecify.annotations.NullMarked;

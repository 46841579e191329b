/** Readings of a file, sent with their own event times. */
@NullMarked
package io.meridian.app.replay;

import org.jspecify.annotations.NullMarked;

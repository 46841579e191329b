/** Sending dead letters back to the raw topic, each once, whatever dies when. */
@NullMarked
package io.meridian.app.redrive;

import org.jspecify.annotations.NullMarked;

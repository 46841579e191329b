/** Looking into the dead-letter topic: what was rejected, where it came from, and why. */
@NullMarked
package io.meridian.app.deadletters;

import org.jspecify.annotations.NullMarked;

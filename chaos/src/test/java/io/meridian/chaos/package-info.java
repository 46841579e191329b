/** Faults and loads, real processes on loopback, and the checks of what came out. */
@NullMarked
package io.meridian.chaos;

import org.jspecify.annotations.NullMarked;

/** By what a reading counts although its window has closed. */
@NullMarked
package io.meridian.topology.reconcile;

import org.jspecify.annotations.NullMarked;

/** How long look-ups take. */
@NullMarked
package io.meridian.benchmarks.rest;

import org.jspecify.annotations.NullMarked;

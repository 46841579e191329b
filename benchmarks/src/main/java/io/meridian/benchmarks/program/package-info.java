/** The program under measurement, as its users run it. */
@NullMarked
package io.meridian.benchmarks.program;

import org.jspecify.annotations.NullMarked;

/** Runs contenders side by side on one topic, and says what each record costs them. */
@NullMarked
package io.meridian.benchmarks.throughput;

import org.jspecify.annotations.NullMarked;

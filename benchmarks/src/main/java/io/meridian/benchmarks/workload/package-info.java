/** What every contender is given, and what must come out of it. */
@NullMarked
package io.meridian.benchmarks.workload;

import org.jspecify.annotations.NullMarked;

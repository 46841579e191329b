@NullMarked
package io.meridian.benchmarks.throughput;

import org.jspecify.annotations.NullMarked;

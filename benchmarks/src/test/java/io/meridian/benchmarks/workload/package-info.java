@NullMarked
package io.meridian.benchmarks.workload;

import org.jspecify.annotations.NullMarked;

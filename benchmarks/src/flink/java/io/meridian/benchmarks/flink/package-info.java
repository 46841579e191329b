/** The contenders on Apache Flink: the same job as a peer's engineer would write and tune it. */
@NullMarked
package io.meridian.benchmarks.flink;

import org.jspecify.annotations.NullMarked;

/** Where a bench keeps its data while it runs. */
@NullMarked
package io.meridian.benchmarks.workspace;

import org.jspecify.annotations.NullMarked;

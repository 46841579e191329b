/** How long a saved file takes to become the settings of every instance. */
@NullMarked
package io.meridian.benchmarks.reload;

import org.jspecify.annotations.NullMarked;

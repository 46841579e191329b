/** How long a reading takes from its producer to whoever asks over REST. */
@NullMarked
package io.meridian.benchmarks.latency;

import org.jspecify.annotations.NullMarked;

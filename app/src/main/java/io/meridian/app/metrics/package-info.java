/** What the program measures of itself, for Prometheus. */
@NullMarked
package io.meridian.app.metrics;

import org.jspecify.annotations.NullMarked;

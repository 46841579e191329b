/** The sink connector: tells caches that speak HTTP of each refresh. */
@NullMarked
package io.meridian.connect.sink;

import org.jspecify.annotations.NullMarked;

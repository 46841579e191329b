/** A real broker, Connect worker and schema registry as child processes on loopback, which end with the program that started them. */
@NullMarked
package io.meridian.local;

import org.jspecify.annotations.NullMarked;

/** The programs that Meridian is measured beside. Each runs in a JVM of its own and is told its task in a file. */
@NullMarked
package io.meridian.benchmarks.contender;

import org.jspecify.annotations.NullMarked;

/** What single steps cost, by JMH: nanoseconds and allocated bytes per reading or aggregate. */
@NullMarked
package io.meridian.benchmarks.micro;

import org.jspecify.annotations.NullMarked;

/** The rules that a decoded record must pass beside its form. Imports nothing of Kafka. */
@NullMarked
package io.meridian.topology.judge;

import org.jspecify.annotations.NullMarked;

/** A client of the Confluent schema registry's REST protocol. */
@NullMarked
package io.meridian.registry;

import org.jspecify.annotations.NullMarked;

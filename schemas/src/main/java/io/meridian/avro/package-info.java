/** The records of Meridian's topics in Avro, and their serdes in the Confluent wire format. */
@NullMarked
package io.meridian.avro;

import org.jspecify.annotations.NullMarked;

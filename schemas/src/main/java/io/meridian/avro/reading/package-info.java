/** Readings that come in Avro: decoded with their writer's schema, held to the rules of the JSON form. */
@NullMarked
package io.meridian.avro.reading;

import org.jspecify.annotations.NullMarked;

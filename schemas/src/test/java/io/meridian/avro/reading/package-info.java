@NullMarked
package io.meridian.avro.reading;

import org.jspecify.annotations.NullMarked;

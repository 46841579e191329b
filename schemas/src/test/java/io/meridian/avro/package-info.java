@NullMarked
package io.meridian.avro;

import org.jspecify.annotations.NullMarked;

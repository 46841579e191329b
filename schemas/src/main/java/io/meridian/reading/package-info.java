/** A device's reading: its fields, its canonical JSON form, and why a record is not one. */
@NullMarked
package io.meridian.reading;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.meridian.reading;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.meridian.connect.scan;

import org.jspecify.annotations.NullMarked;

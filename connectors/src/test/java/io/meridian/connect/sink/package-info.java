@NullMarked
package io.meridian.connect.sink;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.meridian.connect.detect;

import org.jspecify.annotations.NullMarked;

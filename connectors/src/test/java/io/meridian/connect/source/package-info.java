@NullMarked
package io.meridian.connect.source;

import org.jspecify.annotations.NullMarked;

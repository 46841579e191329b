@NullMarked
package io.meridian.local;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.meridian.app;

import org.jspecify.annotations.NullMarked;

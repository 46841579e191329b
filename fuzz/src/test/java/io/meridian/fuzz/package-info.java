@NullMarked
package io.meridian.fuzz;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.meridian.topology;

import org.jspecify.annotations.NullMarked;

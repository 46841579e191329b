@NullMarked
package io.meridian.topology.refresh;

import org.jspecify.annotations.NullMarked;

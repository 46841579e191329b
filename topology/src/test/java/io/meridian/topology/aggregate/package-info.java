@NullMarked
package io.meridian.topology.aggregate;

import org.jspecify.annotations.NullMarked;

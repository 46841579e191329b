@NullMarked
package io.meridian.topology.commit;

import org.jspecify.annotations.NullMarked;

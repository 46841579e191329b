/** The topology: what happens to a record, from the raw topic to the aggregate topics. */
@NullMarked
package io.meridian.topology;

import org.jspecify.annotations.NullMarked;

/** Looks at a directory: a scan by content, and a watch that only wakes it. */
@NullMarked
package io.meridian.connect.scan;

import org.jspecify.annotations.NullMarked;

/** The source connector: one refresh event for each settled batch of changes in a directory. */
@NullMarked
package io.meridian.connect.source;

import org.jspecify.annotations.NullMarked;

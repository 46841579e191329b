/** Every committed change of an aggregate, as it happens: one consumer for all readers of this instance. */
@NullMarked
package io.meridian.app.changes;

import org.jspecify.annotations.NullMarked;

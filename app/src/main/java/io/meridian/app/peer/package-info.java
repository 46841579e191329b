/** Calls between instances, over HTTP. */
@NullMarked
package io.meridian.app.peer;

import org.jspecify.annotations.NullMarked;

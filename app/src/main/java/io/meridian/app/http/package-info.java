/** REST: a thin adapter that turns requests into look-ups, and answers into JSON. */
@NullMarked
package io.meridian.app.http;

import org.jspecify.annotations.NullMarked;

/** Demo load: made-up readings, some of them invalid, at an even rate. */
@NullMarked
package io.meridian.app.load;

import org.jspecify.annotations.NullMarked;

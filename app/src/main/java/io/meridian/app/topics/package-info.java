/** The topics that the program needs: whether they are there and as they have to be, and how they are made. */
@NullMarked
package io.meridian.app.topics;

import org.jspecify.annotations.NullMarked;

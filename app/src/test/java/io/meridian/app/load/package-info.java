@NullMarked
package io.meridian.app.load;

import org.jspecify.annotations.NullMarked;

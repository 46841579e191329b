@NullMarked
package io.meridian.app.dev;

import org.jspecify.annotations.NullMarked;

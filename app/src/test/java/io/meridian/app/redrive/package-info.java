@NullMarked
package io.meridian.app.redrive;

import org.jspecify.annotations.NullMarked;

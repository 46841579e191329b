@NullMarked
package io.meridian.app.replay;

import org.jspecify.annotations.NullMarked;

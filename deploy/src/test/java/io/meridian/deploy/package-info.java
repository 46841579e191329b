@NullMarked
package io.meridian.deploy;

import org.jspecify.annotations.NullMarked;

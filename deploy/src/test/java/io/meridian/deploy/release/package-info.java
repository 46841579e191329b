@NullMarked
package io.meridian.deploy.release;

import org.jspecify.annotations.NullMarked;

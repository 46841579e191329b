@NullMarked
package io.meridian.deploy.watch;

import org.jspecify.annotations.NullMarked;

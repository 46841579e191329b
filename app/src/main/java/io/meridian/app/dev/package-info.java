/** {@code meridian dev}: a broker, a registry, a Connect worker, the program and a demo load on this machine, until Ctrl-C. */
@NullMarked
package io.meridian.app.dev;

import org.jspecify.annotations.NullMarked;

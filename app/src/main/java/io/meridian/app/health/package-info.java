/** How far an instance is in its life, for probes. */
@NullMarked
package io.meridian.app.health;

import org.jspecify.annotations.NullMarked;

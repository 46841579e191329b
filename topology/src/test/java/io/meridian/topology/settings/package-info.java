@NullMarked
package io.meridian.topology.settings;

import org.jspecify.annotations.NullMarked;

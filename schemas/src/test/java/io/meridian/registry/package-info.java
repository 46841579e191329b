@NullMarked
package io.meridian.registry;

import org.jspecify.annotations.NullMarked;

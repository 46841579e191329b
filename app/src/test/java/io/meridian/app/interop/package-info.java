/** Meridian beside clients in other languages. */
@NullMarked
package io.meridian.app.interop;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.meridian.app.rights;

import org.jspecify.annotations.NullMarked;

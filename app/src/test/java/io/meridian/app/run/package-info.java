@NullMarked
package io.meridian.app.run;

import org.jspecify.annotations.NullMarked;

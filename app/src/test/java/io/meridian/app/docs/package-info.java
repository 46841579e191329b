@NullMarked
package io.meridian.app.docs;

import org.jspecify.annotations.NullMarked;

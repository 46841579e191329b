@NullMarked
package io.meridian.connect.worker;

import org.jspecify.annotations.NullMarked;

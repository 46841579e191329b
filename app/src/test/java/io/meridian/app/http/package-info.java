@NullMarked
package io.meridian.app.http;

import org.jspecify.annotations.NullMarked;

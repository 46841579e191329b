@NullMarked
package io.meridian.app.config;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.meridian.deploy.containers;

import org.jspecify.annotations.NullMarked;

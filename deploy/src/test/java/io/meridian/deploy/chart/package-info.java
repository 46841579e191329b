@NullMarked
package io.meridian.deploy.chart;

import org.jspecify.annotations.NullMarked;

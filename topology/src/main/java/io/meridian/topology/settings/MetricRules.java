package io.meridian.topology.settings;

import java.util.Map;

/**
 * What the settings say of metrics.
 *
 * @param limits of those that are listed, by name
 * @param acceptUnlisted whether other metrics are accepted, with {@link Limits#DEFAULT}
 */
record MetricRules(Map<String, Limits> limits, boolean acceptUnlisted) {
    MetricRules {
        limits = Map.copyOf(limits);
    }
}

package io.meridian.app.topics;

import java.util.Map;

/**
 * A topic to be made, with the broker's default of replicas.
 *
 * @param name its name
 * @param partitions how many, at least 1
 * @param configs its settings, where they are not the broker's defaults
 */
record NewTopicPlan(String name, int partitions, Map<String, String> configs) {
    NewTopicPlan {
        configs = Map.copyOf(configs);
    }
}

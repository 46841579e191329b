package io.meridian.deploy.chart;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import io.meridian.deploy.Tree;
import java.util.Map;

/** The kinds of objects that Kubernetes knows, with every field that each may have. */
final class Kinds {
    private static final Map<String, Class<?>> KNOWN = Map.of(
            "v1/ConfigMap", ConfigMap.class,
            "v1/Pod", Pod.class,
            "v1/Service", Service.class,
            "v1/ServiceAccount", ServiceAccount.class,
            "apps/v1/Deployment", Deployment.class,
            "apps/v1/StatefulSet", StatefulSet.class,
            "networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class,
            "policy/v1/PodDisruptionBudget", PodDisruptionBudget.class,
            "monitoring.coreos.com/v1/ServiceMonitor", ServiceMonitor.class);

    private static final ObjectMapper STRICT = new ObjectMapper()
            .setAnnotationIntrospector(new JacksonAnnotationIntrospector() {
                private static final long serialVersionUID = 1;

                /** The models keep what they do not know; here it is a fault. */
                @Override
                public Boolean hasAnySetter(Annotated annotated) {
                    return false;
                }
            });

    private Kinds() {}

    /** What is wrong with an object, or nothing where it is as its kind has to be. */
    static String fault(Tree object) {
        String kind = object.at("apiVersion").text() + "/" + object.at("kind").text();
        Class<?> type = KNOWN.get(kind);
        if (type == null) {
            return "no kind is called " + kind;
        }
        try {
            STRICT.readValue(STRICT.writeValueAsString(object.value()), type);
            return "";
        } catch (JsonProcessingException e) {
            return kind + ": " + e.getOriginalMessage();
        }
    }
}

package dev.statefulstack.resources;

import dev.statefulstack.tree.MapNode;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.StringTokenizer;

/**
 * The order in which the fields of an object are written: the known ones by rank, then the others by name.
 *
 * <p>The list is kyaml's own, without additions, so that a file stays as it is when kpt or another tool on kyaml
 * formats it. It has no rank for {@code startupProbe} and other late comers; they follow the known ones.
 */
final class FieldOrder implements Comparator<MapNode.Entry> {
    /** Source: fieldSortOrder in kustomize's kyaml/yaml/order.go. Where a name stands twice the later place counts. */
    private static final String KNOWN = """
            name generateName namespace clusterName apiVersion kind metadata type labels annotations spec status
            stringData data binaryData

            parallelism completions activeDeadlineSeconds backoffLimit replicas selector manualSelector template
            ttlSecondsAfterFinished volumeClaimTemplates service serviceName podManagementPolicy updateStrategy strategy
            minReadySeconds revision revisionHistoryLimit paused progressDeadlineSeconds

            restartPolicy terminationGracePeriodSeconds activeDeadlineSeconds dnsPolicy serviceAccountName
            serviceAccount automountServiceAccountToken nodeName hostNetwork hostPID hostIPC shareProcessNamespace
            hostname subdomain schedulerName priorityClassName priority runtimeClassName enableServiceLinks
            nodeSelector hostAliases initContainers containers volumes securityContext imagePullSecrets affinity
            tolerations dnsConfig readinessGates

            image command args workingDir ports envFrom env resources volumeMounts volumeDevices livenessProbe
            readinessProbe lifecycle terminationMessagePath terminationMessagePolicy imagePullPolicy securityContext
            stdin stdinOnce tty

            clusterIP externalIPs loadBalancerIP loadBalancerSourceRanges externalName externalTrafficPolicy
            sessionAffinity protocol port targetPort hostPort containerPort hostIP

            readOnly mountPath subPath subPathExpr mountPropagation

            value valueFrom fieldRef resourceFieldRef configMapKeyRef secretKeyRef prefix configMapRef secretRef
            """;

    static final FieldOrder INSTANCE = new FieldOrder();

    private final Map<String, Integer> ranks = new HashMap<>();

    private FieldOrder() {
        StringTokenizer names = new StringTokenizer(KNOWN);
        for (int rank = 0; names.hasMoreTokens(); rank++) {
            ranks.put(names.nextToken(), rank);
        }
    }

    @Override
    public int compare(MapNode.Entry one, MapNode.Entry other) {
        return compare(one.key().text(), other.key().text());
    }

    int compare(String one, String other) {
        int byRank = Integer.compare(rank(one), rank(other));
        return byRank != 0 ? byRank : one.compareTo(other);
    }

    private int rank(String name) {
        return ranks.getOrDefault(name, Integer.MAX_VALUE);
    }
}

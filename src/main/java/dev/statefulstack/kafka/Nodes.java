package dev.statefulstack.kafka;

import dev.statefulstack.plan.Identity;
import dev.statefulstack.plan.Port;
import dev.statefulstack.plan.Resources;
import dev.statefulstack.plan.Storage;
import java.util.ArrayList;
import java.util.List;

/** Nodes of one kind: what becomes one StatefulSet. */
record Nodes(Kind kind, Identity identity, List<Port> ports, Resources resources, Storage.Claim data) {
    /** The value of {@code process.roles}, and what follows from it. */
    enum Kind {
        COMBINED("broker,controller"),
        CONTROLLER("controller"),
        BROKER("broker");

        private final String processRoles;

        Kind(String processRoles) {
            this.processRoles = processRoles;
        }

        String processRoles() {
            return processRoles;
        }

        /** Whether the nodes hold data and serve clients. */
        boolean isBroker() {
            return this != CONTROLLER;
        }

        /** Whether the nodes vote. */
        boolean isController() {
            return this != BROKER;
        }
    }

    /** The ports of such nodes, out of all that a cluster has. */
    static List<Port> portsOf(Kind kind, List<Port> all) {
        List<Port> ports = new ArrayList<>();
        for (Port port : all) {
            if (port.name().equals(KafkaPlanner.CONTROLLER) ? kind.isController() : kind.isBroker()) {
                ports.add(port);
            }
        }
        return ports;
    }
}

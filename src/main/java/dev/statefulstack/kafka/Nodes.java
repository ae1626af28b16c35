package dev.statefulstack.kafka;

import dev.statefulstack.plan.Identity;
import dev.statefulstack.plan.Port;
import dev.statefulstack.plan.Resources;
import dev.statefulstack.plan.Storage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Nodes of one kind: what becomes one StatefulSet. */
record Nodes(
        Kind kind,
        Identity identity,
        List<Listener> listeners,
        @Nullable MetricsAgent metrics,
        Resources resources,
        Storage.Claim data) {
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

    /** The listeners of such nodes, out of all that a cluster has. */
    static List<Listener> listenersOf(Kind kind, List<Listener> all) {
        List<Listener> listeners = new ArrayList<>();
        for (Listener listener : all) {
            if (listener.isController() ? kind.isController() : kind.isBroker()) {
                listeners.add(listener);
            }
        }
        return listeners;
    }

    List<Port> ports() {
        List<Port> ports = new ArrayList<>();
        for (Listener listener : listeners) {
            ports.add(listener.port());
        }
        if (metrics != null) {
            ports.add(metrics.port());
        }
        return ports;
    }

    /** What they read and write, with the directories that the image writes to. */
    Storage storage(ImageContract image) {
        List<Storage.Files> files = new ArrayList<>();
        for (Listener listener : listeners) {
            files.addAll(listener.files());
        }
        if (metrics == null) {
            return new Storage(List.of(data), image.scratch(), files);
        }
        files.addAll(metrics.files());
        return new Storage(List.of(data), image.scratch(), files, metrics.copies());
    }
}

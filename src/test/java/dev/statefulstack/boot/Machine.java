package dev.statefulstack.boot;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Where pods run. */
interface Machine {
    /** Whether the manifests run as they are, and why not. */
    String description();

    /** Whether programs that are not in Java find names, too. */
    default boolean namesForAllPrograms() {
        return true;
    }

    /** An address that no pod of this run had before. */
    String podAddress();

    /** An address for a Service, on which this process can listen. */
    String serviceAddress();

    /** Starts to answer names, for all pods of a cluster. */
    Names names(DnsZone zone, Cluster cluster) throws IOException;

    /** The room of a pod: its address and host name, which stay while its containers are started again. */
    Sandbox sandbox(Pod pod, Path folder) throws IOException;

    /** The answering of names. */
    interface Names extends AutoCloseable {
        /** The names that were asked for and did not exist at that time. */
        Set<String> unknown();

        /** What was asked for, as name and type; nothing where names are told by a file. */
        default Set<String> questions() {
            return Set.of();
        }

        @Override
        void close();
    }

    /** A pod's room. */
    interface Sandbox extends AutoCloseable {
        /** Starts a container; its end is the process's end, and nothing of it is left after that. */
        Process start(ContainerSpec spec, ProcessBuilder.Redirect in, ProcessBuilder.Redirect out) throws IOException;

        /** Runs a command in a container that runs, as a probe does. */
        Process execute(ContainerSpec spec, Process container, List<String> command) throws IOException;

        /** The number under which a port of the container is reached at the pod's address. */
        default int port(int asked) {
            return asked;
        }

        /** Asks a container to end, by SIGTERM to its first process. */
        default void terminate(Process container) {
            container.destroy();
        }

        /** The kernel's tables of the pod's connections; none where pods cannot be told apart. */
        default List<String> connections() {
            return List.of();
        }

        @Override
        void close();
    }
}

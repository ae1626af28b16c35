package dev.statefulstack.boot;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Pods without a room of their own: each container sleeps, and commands in it run on this machine. */
final class CommandMachine implements Machine {
    private final AtomicInteger pods = new AtomicInteger();
    private final AtomicInteger started = new AtomicInteger();
    private DnsServer server;

    DnsServer server() {
        return server;
    }

    /** How many containers were started. */
    int started() {
        return started.get();
    }

    @Override
    public String description() {
        return "commands without a room";
    }

    @Override
    public String podAddress() {
        return "10.244.9." + pods.incrementAndGet();
    }

    @Override
    public String serviceAddress() {
        throw new UnsupportedOperationException("only headless Services");
    }

    @Override
    public Names names(DnsZone zone, Cluster cluster) throws IOException {
        server = new DnsServer("127.0.0.1", 0, zone);
        return server;
    }

    @Override
    public Sandbox sandbox(Pod pod, Path folder) {
        return new Sandbox() {
            @Override
            public Process start(ContainerSpec spec, ProcessBuilder.Redirect in, ProcessBuilder.Redirect out)
                    throws IOException {
                Process process = new ProcessBuilder("sleep", "600")
                        .redirectErrorStream(true)
                        .redirectOutput(out)
                        .start();
                started.incrementAndGet();
                return process;
            }

            @Override
            public Process execute(ContainerSpec spec, Process container, List<String> command) throws IOException {
                return new ProcessBuilder(command).redirectErrorStream(true).start();
            }

            @Override
            public void close() {
                // Nothing is left of it.
            }
        };
    }
}

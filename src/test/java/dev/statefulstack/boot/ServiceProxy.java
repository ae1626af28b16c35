package dev.statefulstack.boot;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One port of a Service's own address: each connection goes to the next of the pods that are ready. */
final class ServiceProxy implements AutoCloseable {
    private final ServerSocket server;
    private final Supplier<List<InetSocketAddress>> backends;
    private final Consumer<Connection> observer;
    private final AtomicInteger next = new AtomicInteger();

    /** @param observer is told from whom to whom each connection goes, which the backend cannot see */
    ServiceProxy(String address, int port, Supplier<List<InetSocketAddress>> backends, Consumer<Connection> observer)
            throws IOException {
        this.backends = backends;
        this.observer = observer;
        server = new ServerSocket();
        server.setReuseAddress(true);
        server.bind(new InetSocketAddress(InetAddress.getByName(address), port));
        start("accept", this::accept);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                start("connect", () -> connect(client));
            } catch (IOException e) {
                // Closed, or the client has gone.
            }
        }
    }

    /** Without a backend the connection is closed, which is as near to kube-proxy's refusal as an open port can be. */
    private void connect(Socket client) {
        List<InetSocketAddress> ready = backends.get();
        if (ready.isEmpty()) {
            close(client);
            return;
        }
        Socket backend = new Socket();
        try {
            InetSocketAddress chosen = ready.get(Math.floorMod(next.getAndIncrement(), ready.size()));
            backend.connect(chosen, 5000);
            observer.accept(new Connection(
                    client.getInetAddress().getHostAddress(),
                    chosen.getAddress().getHostAddress(),
                    chosen.getPort()));
        } catch (IOException e) {
            close(client);
            close(backend);
            return;
        }
        start("to server", () -> copy(client, backend));
        start("to client", () -> copy(backend, client));
    }

    private static void copy(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            in.transferTo(out);
            to.shutdownOutput();
        } catch (IOException e) {
            close(from);
            close(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is of no use any more in any case.
        }
    }

    private static void start(String name, Runnable task) {
        Thread thread = new Thread(task, "service proxy: " + name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}

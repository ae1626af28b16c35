package dev.statefulstack.boot;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/** A zone by UDP, RFC 1035: enough for the resolvers of libc, Java and Go. */
final class DnsServer implements Machine.Names {
    private static final int TYPE_A = 1;
    private static final int TYPE_SRV = 33;
    private static final int CLASS_IN = 1;
    private static final int NAME_ERROR = 3;
    private static final int TTL_SECONDS = 5;

    private final DatagramSocket socket;
    private final DnsZone zone;
    private final Set<String> unknown = new ConcurrentSkipListSet<>();
    private final Set<String> questions = new ConcurrentSkipListSet<>();

    /** @param port 53 where it can be had; 0 for any */
    DnsServer(String address, int port, DnsZone zone) throws IOException {
        this.zone = zone;
        socket = new DatagramSocket(null);
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getByName(address), port));
        Thread thread = new Thread(this::serve, "dns");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return socket.getLocalPort();
    }

    @Override
    public Set<String> unknown() {
        return Collections.unmodifiableSet(unknown);
    }

    @Override
    public Set<String> questions() {
        return Collections.unmodifiableSet(questions);
    }

    private void serve() {
        byte[] buffer = new byte[1500];
        while (!socket.isClosed()) {
            try {
                DatagramPacket request = new DatagramPacket(buffer, buffer.length);
                socket.receive(request);
                byte[] answer = answer(Arrays.copyOf(buffer, request.getLength()));
                socket.send(new DatagramPacket(answer, answer.length, request.getSocketAddress()));
            } catch (IOException | RuntimeException e) {
                // A broken question, or the socket was closed: whoever asked asks again.
            }
        }
    }

    private byte[] answer(byte[] question) throws IOException {
        ByteBuffer request = ByteBuffer.wrap(question);
        int id = request.getShort(0) & 0xffff;
        request.position(12);
        StringBuilder name = new StringBuilder();
        for (int length = request.get(); length > 0; length = request.get()) {
            byte[] label = new byte[length];
            request.get(label);
            name.append(name.isEmpty() ? "" : ".").append(new String(label, StandardCharsets.US_ASCII));
        }
        int type = request.getShort();
        int questionEnd = request.position() + 2;

        questions.add(name + (type == TYPE_SRV ? " SRV" : type == TYPE_A ? " A" : " " + type));
        Optional<List<DnsZone.Answer>> found = zone.find(name.toString(), type == TYPE_SRV);
        if (found.isEmpty()) {
            unknown.add(name.toString());
        }
        List<DnsZone.Answer> answers = type == TYPE_A || type == TYPE_SRV ? found.orElse(List.of()) : List.of();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeShort(id);
        // An answer, authoritative, recursion wanted and available.
        out.writeShort(0x8580 | (found.isEmpty() ? NAME_ERROR : 0));
        out.writeShort(1);
        out.writeShort(answers.size());
        out.writeInt(0);
        out.write(question, 12, questionEnd - 12);
        for (DnsZone.Answer answer : answers) {
            // A pointer to the name of the question.
            out.writeShort(0xc00c);
            out.writeShort(type);
            out.writeShort(CLASS_IN);
            out.writeInt(TTL_SECONDS);
            if (type == TYPE_A) {
                out.writeShort(4);
                out.write(InetAddress.getByName(answer.address()).getAddress());
            } else {
                byte[] target = encode(answer.target());
                out.writeShort(6 + target.length);
                out.writeShort(0);
                // CoreDNS shares 100 among the answers (plugin/backend_lookup.go).
                out.writeShort(Math.max(1, 100 / answers.size()));
                out.writeShort(answer.port());
                out.write(target);
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] encode(String name) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String label : name.split("\\.", -1)) {
            bytes.write(label.length());
            bytes.writeBytes(label.getBytes(StandardCharsets.US_ASCII));
        }
        bytes.write(0);
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        socket.close();
    }
}

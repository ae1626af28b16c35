package dev.statefulstack.boot.client;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A client of one system: reads a command from each line, its words separated by tabs, and answers with a line. */
public final class Main {
    private Main() {}

    /** What a client can do. */
    interface Session {
        String run(String command, List<String> arguments) throws Exception;
    }

    public static void main(String[] arguments) throws Exception {
        List<String> options = List.of(arguments).subList(1, arguments.length);
        Session session =
                switch (arguments[0]) {
                    case "kafka" -> new KafkaSession(options);
                    case "cassandra" -> new CassandraSession();
                    case "zookeeper" -> new ZooKeeperSession();
                    case "http" -> new HttpSession();
                    default -> throw new IllegalArgumentException(arguments[0]);
                };
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            List<String> words = List.of(line.split("\t", -1));
            String answer;
            try {
                answer = "ok " + session.run(words.get(0), words.subList(1, words.size()));
            } catch (Exception e) {
                StringBuilder causes = new StringBuilder("failed");
                for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                    causes.append(": ").append(cause);
                }
                answer = causes.toString();
            }
            System.out.println(answer.replace('\n', ' '));
        }
        // Threads of the libraries would keep it.
        Runtime.getRuntime().halt(0);
    }
}

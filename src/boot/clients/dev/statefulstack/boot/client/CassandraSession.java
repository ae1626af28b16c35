package dev.statefulstack.boot.client;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.metadata.Node;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A Cassandra client; the arguments of each command are the host, the data centre, the consistency, the statement. */
final class CassandraSession implements Main.Session {
    @Override
    public String run(String command, List<String> arguments) throws Exception {
        DriverConfigLoader options = DriverConfigLoader.programmaticBuilder()
                .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, Duration.ofSeconds(20))
                .withDuration(DefaultDriverOption.CONNECTION_INIT_QUERY_TIMEOUT, Duration.ofSeconds(10))
                .withDuration(DefaultDriverOption.CONTROL_CONNECTION_TIMEOUT, Duration.ofSeconds(10))
                .build();
        InetSocketAddress contact = new InetSocketAddress(arguments.get(0), 9042);
        try (CqlSession session = CqlSession.builder()
                .addContactPoint(contact)
                .withLocalDatacenter(arguments.get(1))
                .withConfigLoader(options)
                .build()) {
            SimpleStatement statement = SimpleStatement.newInstance(arguments.get(3))
                    .setConsistencyLevel(consistency(arguments.get(2)));
            switch (command) {
                case "query":
                    break;
                case "query-there":
                    // Else the driver asks any node: this asks the one at the address.
                    statement = statement.setNode(there(session, contact));
                    break;
                default:
                    throw new IllegalArgumentException(command);
            }
            return session.execute(statement).all().stream()
                    .map(CassandraSession::text)
                    .collect(Collectors.toCollection(TreeSet::new))
                    .toString();
        }
    }

    private static ConsistencyLevel consistency(String name) {
        return com.datastax.oss.driver.api.core.DefaultConsistencyLevel.valueOf(name);
    }

    private static Node there(CqlSession session, InetSocketAddress contact) {
        return session.getMetadata().getNodes().values().stream()
                .filter(node -> node.getBroadcastRpcAddress()
                        .map(address -> address.getAddress().equals(contact.getAddress()))
                        .orElse(false))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no node at " + contact));
    }

    private static String text(Row row) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < row.getColumnDefinitions().size(); i++) {
            text.append(i == 0 ? "" : " ").append(row.getObject(i));
        }
        return text.toString();
    }
}

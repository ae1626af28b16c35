package dev.statefulstack.boot.client;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.client.FourLetterWordMain;

/** A ZooKeeper client; the first argument of each command is where to connect. */
final class ZooKeeperSession implements Main.Session {
    private static final int TIMEOUT_MILLIS = 15_000;

    @Override
    public String run(String command, List<String> arguments) throws Exception {
        String servers = arguments.get(0);
        if (command.length() == 4 && !command.equals("read")) {
            return FourLetterWordMain.send4LetterWord(servers, 2181, command, false, TIMEOUT_MILLIS);
        }
        ZooKeeper client = new ZooKeeper(servers, TIMEOUT_MILLIS, event -> {});
        try {
            return switch (command) {
                case "write" -> {
                    byte[] value = arguments.get(2).getBytes(StandardCharsets.UTF_8);
                    try {
                        yield client.create(
                                arguments.get(1), value, ZooDefs.Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
                    } catch (KeeperException.NodeExistsException e) {
                        client.setData(arguments.get(1), value, -1);
                        yield arguments.get(1);
                    }
                }
                case "read" -> {
                    // What a follower answers may be older than what the leader has.
                    client.sync(arguments.get(1), (code, path, context) -> {}, null);
                    yield new String(client.getData(arguments.get(1), false, null), StandardCharsets.UTF_8);
                }
                case "config" -> new String(client.getConfig(false, null), StandardCharsets.UTF_8);
                default -> throw new IllegalArgumentException(command);
            };
        } finally {
            client.close();
        }
    }
}

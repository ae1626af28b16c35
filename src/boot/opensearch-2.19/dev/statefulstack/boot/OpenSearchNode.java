package dev.statefulstack.boot;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import org.opensearch.common.logging.LogConfigurator;
import org.opensearch.common.settings.Settings;
import org.opensearch.env.Environment;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;
import org.opensearch.transport.Netty4Plugin;

/**
 * The server without the program around it: no bootstrap checks, no keystore, no plugins. The settings are the variables
 * that the image takes for settings.
 */
public final class OpenSearchNode extends Node {
    private static final Pattern SETTING = Pattern.compile("[-a-z0-9_]+(\\.[-a-z0-9_]+)+");

    private OpenSearchNode(Environment environment) {
        super(environment, List.of(Netty4Plugin.class), false);
    }

    /** @param arguments the home */
    public static void main(String[] arguments) throws Exception {
        Map<String, String> settings = new TreeMap<>();
        System.getenv().forEach((name, value) -> {
            if (SETTING.matcher(name).matches() && !value.isEmpty()) {
                settings.put(name, value);
            }
        });
        Settings home = Settings.builder()
                .put("path.home", arguments[0])
                .put("transport.type", "netty4")
                .put("http.type", "netty4")
                .build();
        LogConfigurator.configureWithoutConfig(home);
        new OpenSearchNode(InternalSettingsPreparer.prepareEnvironment(
                        home, settings, Path.of(arguments[0], "config"), () -> System.getenv("HOSTNAME")))
                .start();
        new CountDownLatch(1).await();
    }
}

package dev.statefulstack.boot;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import org.elasticsearch.common.logging.LogConfigurator;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.node.InternalSettingsPreparer;
import org.elasticsearch.node.Node;
import org.elasticsearch.plugins.PluginsLoader;

/**
 * The server without the program around it, which is in no public repository: no bootstrap checks, no keystore, no
 * x-pack. The settings are the variables that the image takes for settings.
 */
public final class ElasticsearchNode {
    private static final Pattern SETTING = Pattern.compile("[-a-z0-9_]+(\\.[-a-z0-9_]+)+");

    private ElasticsearchNode() {}

    /** @param arguments the home with its modules, then the configuration's folder */
    public static void main(String[] arguments) throws Exception {
        Map<String, String> settings = new TreeMap<>();
        System.getenv().forEach((name, value) -> {
            if (name.startsWith("xpack.")) {
                System.out.println("[boot] " + name + "=" + value + " is left out: x-pack is in no public repository");
            } else if (SETTING.matcher(name).matches()) {
                settings.put(name, value);
            }
        });
        Settings home = Settings.builder()
                .put("path.home", arguments[0])
                .put("path.data", Path.of(arguments[1]).resolveSibling("data").toString())
                .put("path.logs", Path.of(arguments[1]).resolveSibling("logs").toString())
                .build();
        LogConfigurator.configureWithoutConfig(home);
        Environment environment = InternalSettingsPreparer.prepareEnvironment(
                home, settings, Path.of(arguments[1]), () -> System.getenv("HOSTNAME"));
        PluginsLoader plugins = PluginsLoader.createPluginsLoader(
                PluginsLoader.loadModulesBundles(environment.modulesDir()), Set.of(), Map.of(), false);
        new Node(environment, plugins).start();
        new CountDownLatch(1).await();
    }
}

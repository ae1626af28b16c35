package dev.statefulstack.boot;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The variables that tell a pod of each Service with an address in its namespace, as Docker's links did.
 *
 * @see <a href="https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/kubelet/envvars/envvars.go">envvars.go</a>
 */
final class ServiceLinks {
    private ServiceLinks() {}

    static Map<String, String> of(String service, String address, List<Field> ports) {
        Map<String, String> links = new LinkedHashMap<>();
        String name = service.toUpperCase(Locale.ROOT).replace('-', '_');
        links.put(name + "_SERVICE_HOST", address);
        links.put(name + "_SERVICE_PORT", ports.get(0).get("port").text());
        for (Field port : ports) {
            if (port.get("name").present()) {
                links.put(
                        name + "_SERVICE_PORT_"
                                + port.get("name")
                                        .text()
                                        .toUpperCase(Locale.ROOT)
                                        .replace('-', '_'),
                        port.get("port").text());
            }
        }
        for (int i = 0; i < ports.size(); i++) {
            String number = ports.get(i).get("port").text();
            String protocol = ports.get(i).get("protocol").text("TCP");
            String url = protocol.toLowerCase(Locale.ROOT) + "://" + address + ":" + number;
            if (i == 0) {
                links.put(name + "_PORT", url);
            }
            String prefix = name + "_PORT_" + number + "_" + protocol;
            links.put(prefix, url);
            links.put(prefix + "_PROTO", protocol.toLowerCase(Locale.ROOT));
            links.put(prefix + "_PORT", number);
            links.put(prefix + "_ADDR", address);
        }
        return links;
    }
}

package dev.statefulstack.check;

import dev.statefulstack.tree.MapNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A Service with what checks ask of it. */
record ServiceDocument(Document document) {
    static List<ServiceDocument> in(List<Document> documents) {
        List<ServiceDocument> services = new ArrayList<>();
        for (Document document : documents) {
            if (document.kind().equals("Service")) {
                services.add(new ServiceDocument(document));
            }
        }
        return services;
    }

    String name() {
        return document.name();
    }

    boolean isHeadless() {
        return text("clusterIP").equals("None");
    }

    /** Whether it has an address of its own, for which kubelets inject variables. */
    boolean hasClusterIp() {
        return !isHeadless() && !isAlias();
    }

    /** Whether it is another name for something outside. */
    boolean isAlias() {
        return text("type").equals("ExternalName");
    }

    boolean publishesNotReady() {
        return text("publishNotReadyAddresses").equals("true");
    }

    String text(String field) {
        return Nodes.text(document.root(), "spec", field);
    }

    Map<String, String> selector() {
        return Nodes.strings(document.root(), "spec", "selector");
    }

    List<MapNode> ports() {
        return Nodes.maps(document.root(), "spec", "ports");
    }

    /** Whether one of the ports says that it speaks gRPC. */
    boolean isGrpc() {
        for (MapNode port : ports()) {
            if (isGrpc(port)) {
                return true;
            }
        }
        return false;
    }

    static boolean isGrpc(MapNode port) {
        String name = Nodes.text(port, "name");
        String protocol = Nodes.text(port, "appProtocol");
        return name.equals("grpc")
                || name.startsWith("grpc-")
                || protocol.equals("grpc")
                || protocol.equals("kubernetes.io/h2c");
    }
}

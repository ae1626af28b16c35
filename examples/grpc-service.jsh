// A gRPC service whose clients choose among its pods for each call. They dial
// dns:///grpc-service-headless.production.svc.cluster.local:50051 with the policy round_robin; the server ends
// connections after some minutes (max connection age), or clients never learn of new pods.
//   mvn -q compile exec:java -Dexec.args="run examples/grpc-service.jsh"

emit(
    StatefulStack.headlessDeployment("grpc-service")
        .namespace("production")
        .kubernetesVersion("1.30")
        .image("registry.example.com/grpc-service:1.0")
        .user(1000)
        .port("grpc", 50051)
);

// "run" passes over it; the jshell tool would wait for more.
/exit

// Three Kafka nodes for production.
//   mvn -q compile exec:java -Dexec.args="run examples/kafka.jsh"

emit(
    StatefulStack.kafka("kafka")
        .namespace("production")
        .replicas(3)
);

// "run" passes over it; the jshell tool would wait for more.
/exit

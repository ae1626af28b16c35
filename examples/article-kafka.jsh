// The Kafka of many tutorials, with Confluent's image: three nodes that form a cluster at the first apply.
//   mvn -q compile exec:java -Dexec.args="run examples/article-kafka.jsh"

emit(
    StatefulStack.kafka("kafka")
        .namespace("production")
        .replicas(3)
        .image("confluentinc/cp-kafka:7.6.0")
);

// "run" passes over it; the jshell tool would wait for more.
/exit

// Three Elasticsearch members for production, with certificates and a password from Secrets that exist:
//   elasticsearch-tls      of type kubernetes.io/tls, with ca.crt beside tls.crt and tls.key
//   elasticsearch-elastic  with the first password of the user elastic under the key password
//
//   mvn -q compile exec:java -Dexec.args="run examples/elasticsearch.jsh"

emit(
    StatefulStack.elasticsearch("elasticsearch")
        .namespace("production")
        .replicas(3)
        .tls("elasticsearch-tls")
        .password("elasticsearch-elastic", "password")
);

// "run" passes over it; the jshell tool would wait for more.
/exit

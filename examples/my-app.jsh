// A system of your own: an image and a port are enough, and the number of the image's user makes sure that it starts.
//   mvn -q compile exec:java -Dexec.args="run examples/my-app.jsh"

emit(
    StatefulStack.of("my-app")
        .namespace("production")
        .image("registry.example.com/my-app:1.0")
        .port("app", 8080)
        .user(1000)
);

// "run" passes over it; the jshell tool would wait for more.
/exit

package dev.statefulstack.boot.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/** Requests by HTTP: the command is the method, then the address and the body. */
final class HttpSession implements Main.Session {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(LIMIT).build();

    @Override
    public String run(String command, List<String> arguments) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(arguments.get(0)))
                .timeout(LIMIT)
                .header("Content-Type", "application/json");
        request.method(
                command,
                arguments.size() > 1
                        ? HttpRequest.BodyPublishers.ofString(arguments.get(1))
                        : HttpRequest.BodyPublishers.noBody());
        HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() >= 400) {
            throw new IllegalStateException(response.statusCode() + " " + response.body());
        }
        return response.body();
    }
}

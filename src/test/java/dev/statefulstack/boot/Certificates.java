package dev.statefulstack.boot;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A certificate that signs itself, as a Secret of the type {@code kubernetes.io/tls} holds it. */
final class Certificates {
    private Certificates() {}

    static Map<String, String> secret(List<String> names) throws IOException, GeneralSecurityException {
        Path store = Files.createTempDirectory("certificate").resolve("store.p12");
        char[] password = "changeit".toCharArray();
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "RSA",
                        "-alias",
                        "kafka",
                        "-dname",
                        "CN=kafka",
                        "-validity",
                        "30",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        new String(password),
                        "-ext",
                        "san=" + names.stream().map(name -> "dns:" + name).collect(Collectors.joining(",")))
                .redirectErrorStream(true)
                .start();
        String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        keytool.onExit().join();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        if (!Files.exists(store)) {
            throw new IllegalStateException(output);
        }
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, password);
        }
        String certificate = pem("CERTIFICATE", keys.getCertificate("kafka").getEncoded());
        Map<String, String> secret = new LinkedHashMap<>();
        secret.put("tls.key", pem("PRIVATE KEY", keys.getKey("kafka", password).getEncoded()));
        secret.put("tls.crt", certificate);
        secret.put("ca.crt", certificate);
        return secret;
    }

    private static String pem(String type, byte[] bytes) {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return "-----BEGIN " + type + "-----\n" + lines + "\n-----END " + type + "-----\n";
    }
}

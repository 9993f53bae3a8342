package org.practicehub.notification.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

class MailServerTests {

    private static final char[] PASSWORD = "changeit".toCharArray();

    /** Shows a certificate for localhost, and trusts it. */
    private static SSLContext localhost;

    /** The same for another name. */
    private static SSLContext elsewhere;

    @BeforeAll
    static void certificates(@TempDir Path folder) throws Exception {
        localhost = certificate(folder.resolve("localhost.p12"), "localhost");
        elsewhere = certificate(folder.resolve("elsewhere.p12"), "elsewhere.example");
    }

    private static SSLContext certificate(Path file, String name) throws Exception {
        Process keytool =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-alias",
                                name,
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=" + name,
                                "-ext",
                                "san=dns:" + name,
                                "-keystore",
                                file.toString(),
                                "-storepass",
                                new String(PASSWORD))
                        .redirectErrorStream(true)
                        .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        KeyManagerFactory keys =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        TrustManagerFactory trusted =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trusted.getTrustManagers(), null);
        return context;
    }

    private static SendResult send(
            ScriptedMailServer server, String username, boolean starttls, SSLContext trusted) {
        try (MailServer client =
                        new MailServer(
                                server.properties(username, starttls), Clock.systemUTC(), trusted);
                MailSession session = client.session()) {
            return session.send(
                    new Mail(
                            "a@x.org",
                            "Subject",
                            Body.of("text", "<p>"),
                            List.of(),
                            "en",
                            "id@hub",
                            Map.of()));
        }
    }

    private static ScriptedMailServer serving(
            SSLContext shown, UnaryOperator<String> replies, String... extensions) {
        return new ScriptedMailServer(List.of(extensions), replies, shown);
    }

    private static String encrypting(String command) {
        return command.equals("STARTTLS") ? "220 go ahead" : ScriptedMailServer.well(command);
    }

    @Test
    void mailsGoEncryptedWhereThatIsRequired() {
        try (ScriptedMailServer server =
                serving(localhost, MailServerTests::encrypting, "STARTTLS", "PIPELINING")) {
            assertThat(send(server, "", true, localhost)).isInstanceOf(SendResult.Delivered.class);
            assertThat(server.mails).hasSize(1);
            assertThat(server.commands)
                    .filteredOn(each -> each.startsWith("EHLO"))
                    .as("asked again what it offers, once encrypted")
                    .hasSize(2);
        }
    }

    @Test
    void nothingIsHandedToAServerThatDoesNotEncryptOrIsSomebodyElse() throws Exception {
        try (ScriptedMailServer server =
                serving(localhost, _ -> "502 5.5.1 what is that", "PIPELINING")) {
            assertThat(send(server, "", true, localhost))
                    .isEqualTo(new SendResult.Unreachable("502 5.5.1 what is that"));
        }
        try (ScriptedMailServer server =
                serving(localhost, MailServerTests::encrypting, "STARTTLS")) {
            assertThat(send(server, "", true, SSLContext.getDefault()))
                    .as("signed by nobody we trust")
                    .isInstanceOf(SendResult.Unreachable.class);
            assertThat(server.mails).isEmpty();
        }
        try (ScriptedMailServer server =
                serving(elsewhere, MailServerTests::encrypting, "STARTTLS")) {
            assertThat(send(server, "", true, elsewhere))
                    .as("trusted, but of another name")
                    .isInstanceOf(SendResult.Unreachable.class);
            assertThat(server.mails).isEmpty();
        }
    }

    @Test
    void whoHasAnAccountSignsIn() {
        try (ScriptedMailServer server =
                serving(localhost, ScriptedMailServer::well, "AUTH LOGIN PLAIN")) {
            assertThat(send(server, "hub", false, localhost))
                    .isInstanceOf(SendResult.Delivered.class);
            assertThat(server.commands).contains("AUTH PLAIN " + base64("hub\0hub\0secret"));
        }
        try (ScriptedMailServer server =
                serving(
                        localhost,
                        command ->
                                command.startsWith("AUTH LOGIN")
                                        ? "334 UGFzc3dvcmQ6"
                                        : ScriptedMailServer.well(command),
                        "AUTH LOGIN")) {
            assertThat(send(server, "hub", false, localhost))
                    .isInstanceOf(SendResult.Delivered.class);
            assertThat(server.commands)
                    .containsSubsequence("AUTH LOGIN " + base64("hub"), base64("secret"));
        }
        try (ScriptedMailServer server =
                serving(localhost, ScriptedMailServer::well, "AUTH GSSAPI")) {
            assertThat(send(server, "hub", false, localhost))
                    .isInstanceOf(SendResult.Unreachable.class);
            assertThat(server.mails).isEmpty();
        }
        try (ScriptedMailServer server =
                serving(localhost, _ -> "535 5.7.8 not you", "AUTH PLAIN")) {
            assertThat(send(server, "hub", false, localhost))
                    .as("says nothing of the message")
                    .isEqualTo(new SendResult.Unreachable("535 5.7.8 not you"));
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}

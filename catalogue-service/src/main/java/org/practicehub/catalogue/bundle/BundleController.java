package org.practicehub.catalogue.bundle;

import io.swagger.v3.oas.annotations.Operation;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.apache.kafka.common.KafkaException;
import org.practicehub.catalogue.bundle.BundleReader.Taken;
import org.practicehub.catalogue.web.Problem.Name;
import org.practicehub.catalogue.web.Refusal;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The catalogue to take along. */
@RestController
class BundleController {

    private static final long LARGEST = 256L * 1024 * 1024;
    private static final String ZIP = "application/zip";

    private final BundleWriter writer;
    private final BundleReader reader;
    private final SigningKey key;

    BundleController(BundleWriter writer, BundleReader reader, SigningKey key) {
        this.writer = writer;
        this.reader = reader;
        this.key = key;
    }

    @GetMapping("/api/v1/exports/practices.bundle")
    @Operation(summary = "All practices and topics as one signed ZIP file")
    void bundle(HttpServletResponse response) throws IOException {
        response.setContentType(ZIP);
        response.setHeader("Content-Disposition", "attachment; filename=\"practices.zip\"");
        response.setHeader("Cache-Control", "no-cache");
        writer.write(response.getOutputStream());
    }

    @GetMapping(
            value = "/api/v1/exports/practices.bundle.key",
            produces = MediaType.TEXT_PLAIN_VALUE)
    @Operation(summary = "The public key (Ed25519, X.509 in Base64) that bundles are signed with")
    String key() {
        return key.publicKey() + "\n";
    }

    @PostMapping(value = "/api/v1/bundles", consumes = ZIP)
    @Operation(summary = "Takes in the bundle of another instance, if its key is trusted here")
    Taken take(HttpServletRequest request) throws IOException {
        Path file = Files.createTempFile("bundle", ".zip");
        try {
            try (InputStream in = request.getInputStream();
                    OutputStream out = Files.newOutputStream(file)) {
                copy(in, out);
            }
            return reader.take(file);
        } catch (KafkaException e) {
            throw new Refusal(Name.UNAVAILABLE, "the log cannot be written; try again");
        } finally {
            Files.delete(file);
        }
    }

    private static void copy(InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        long copied = 0;
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            copied += read;
            if (copied > LARGEST) {
                throw new Refusal(Name.TOO_LARGE, "a bundle has at most 256 MiB");
            }
            out.write(buffer, 0, read);
        }
    }
}

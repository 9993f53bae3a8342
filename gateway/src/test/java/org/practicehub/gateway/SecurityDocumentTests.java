package org.practicehub.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** SECURITY.md names tests as proofs: they exist. */
class SecurityDocumentTests {

    /** `module/Class.method`, `Class.method`, or `.method` of the class before it. */
    private static final Pattern PROOF =
            Pattern.compile("`(?:([a-z-]+(?:/[a-z-]+)?)/)?(?:([A-Z]\\w*Tests))?\\.([a-z]\\w+)`");

    private static final Path MODULE = Path.of("").toAbsolutePath();

    @Test
    void everyProofIsATest() throws IOException {
        String document = Files.readString(MODULE.resolve("SECURITY.md"));
        List<String> missing = new ArrayList<>();
        String source = "";
        int proofs = 0;
        for (Matcher proof = PROOF.matcher(document); proof.find(); proofs++) {
            if (proof.group(2) != null) {
                source = source(proof.group(1), proof.group(2));
            }
            if (!source.contains("void " + proof.group(3) + "(")) {
                missing.add(proof.group());
            }
        }
        assertThat(missing).isEmpty();
        assertThat(proofs).isGreaterThan(40);
    }

    /** Of a class in this module, or in one beside it. */
    private static String source(String module, String name) throws IOException {
        Path root = module == null ? MODULE : MODULE.resolveSibling(module);
        try (Stream<Path> files = Files.walk(root.resolve("src/test/java"))) {
            return files.filter(file -> file.endsWith(name + ".java"))
                    .findFirst()
                    .map(SecurityDocumentTests::read)
                    .orElse("");
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package org.practicehub.local.services;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Collectors;

/**
 * A service's executable jar, which stands beside its plain one.
 *
 * @param executable the jar with everything the service needs
 */
record ServiceJar(String name, Path executable) {

    private static final String INDEX = "BOOT-INF/classpath.idx";

    static ServiceJar of(String name, Class<?> main) {
        var place = placeOf(main);
        var folder = place.getParent();
        if (Files.isRegularFile(place)) {
            var executable =
                    place.resolveSibling(
                            place.getFileName().toString().replace(".jar", "-exec.jar"));
            if (Files.exists(executable)) {
                return new ServiceJar(name, executable);
            }
        } else if (folder != null) {
            // Classes of a build that went on to package: target/classes beside target/*.jar.
            try (var jars = Files.newDirectoryStream(folder, name + "-*-exec.jar")) {
                for (var jar : jars) {
                    return new ServiceJar(name, jar);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        throw new IllegalStateException(
                "The executable jar of " + name + " is not beside " + place + ": build it first");
    }

    private static Path placeOf(Class<?> main) {
        try {
            return Path.of(main.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The artefacts, without versions, that the service runs with: its own and its libraries. */
    Set<String> artefacts() {
        try (var jar = new JarFile(executable.toFile())) {
            var index = jar.getEntry(INDEX);
            if (index == null) {
                throw new IllegalStateException(executable + " has no " + INDEX);
            }
            try (var in = jar.getInputStream(index)) {
                var artefacts =
                        new String(in.readAllBytes(), StandardCharsets.UTF_8)
                                .lines()
                                .map(line -> line.replaceAll("^- \"|\"$", ""))
                                .map(line -> artefact(line.substring(line.lastIndexOf('/') + 1)))
                                .collect(Collectors.toSet());
                artefacts.add(name);
                return artefacts;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One class path serves all, so of a library there is one version, not always the listed. */
    static String artefact(String file) {
        return file.replaceFirst("-\\d[^/]*$", "").replaceFirst("\\.jar$", "");
    }
}

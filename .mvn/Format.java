import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.JavaFormatterOptions.Style;
import com.google.googlejavaformat.java.RemoveUnusedImports;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Formats every Java source below the working directory, or with {@code check} only lists what is
 * not formatted and exits 1. It runs on the build's own JDK, so that it reads the language level we
 * write in, whatever JDK runs Maven.
 */
public final class Format {

    public static void main(String[] arguments) throws Exception {
        boolean check = List.of(arguments).contains("check");
        Formatter formatter =
                new Formatter(JavaFormatterOptions.builder().style(Style.AOSP).build());
        AtomicInteger different = new AtomicInteger();
        try (var files = Files.walk(Path.of(""))) {
            files
                    .filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.toString().matches("(^|.*/)(target|\\.git|data)/.*"))
                    .toList()
                    .parallelStream()
                    .forEach(file -> format(formatter, file, check, different));
        }
        if (check && different.get() > 0) {
            System.err.println(
                    different + " files are not formatted; run: ./mvnw -N verify -Pformat");
            System.exit(1);
        }
    }

    private static void format(
            Formatter formatter, Path file, boolean check, AtomicInteger different) {
        try {
            String before = Files.readString(file);
            String after =
                    formatter.formatSourceAndFixImports(
                            RemoveUnusedImports.removeUnusedImports(before));
            if (!before.equals(after)) {
                different.incrementAndGet();
                System.err.println((check ? "not formatted: " : "formatted: ") + file);
                if (!check) {
                    Files.writeString(file, after);
                }
            }
        } catch (Exception e) {
            different.incrementAndGet();
            System.err.println("cannot be formatted: " + file + ": " + e.getMessage());
        }
    }
}

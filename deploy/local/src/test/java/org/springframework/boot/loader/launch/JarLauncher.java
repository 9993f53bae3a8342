package org.springframework.boot.loader.launch;

/** Stands where an executable jar has its launcher: a service that runs until it is ended. */
public final class JarLauncher {

    private JarLauncher() {}

    public static void main(String[] arguments) throws InterruptedException {
        System.out.println("running with " + String.join(" ", arguments));
        Thread.currentThread().join();
    }
}

package org.practicehub.catalogue.bundle;

import org.springframework.stereotype.Component;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;

/**
 * What this instance signs its bundles with: Ed25519 (RFC 8032). The file has two lines, the
 * private key (PKCS #8) and the public one (X.509), both in Base64; only its owner may read it.
 */
@Component
class SigningKey {

    private static final String ALGORITHM = "Ed25519";

    private final BundleProperties properties;

    SigningKey(BundleProperties properties) {
        this.properties = properties;
    }

    /** X.509, in Base64. */
    String publicKey() {
        return lines().get(1);
    }

    byte[] sign(byte[] text) {
        try {
            PrivateKey key =
                    KeyFactory.getInstance(ALGORITHM)
                            .generatePrivate(new PKCS8EncodedKeySpec(decoded(lines().getFirst())));
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key);
            signature.update(text);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key of the bundles cannot be used", e);
        }
    }

    /** Whether somebody who is believed here signed this text. */
    boolean trusts(byte[] text, byte[] signature) {
        return signed(publicKey(), text, signature)
                || properties.trustedKeys().stream().anyMatch(key -> signed(key, text, signature));
    }

    private static boolean signed(String key, byte[] text, byte[] signature) {
        try {
            Signature check = Signature.getInstance(ALGORITHM);
            check.initVerify(
                    KeyFactory.getInstance(ALGORITHM)
                            .generatePublic(new X509EncodedKeySpec(decoded(key))));
            check.update(text);
            return check.verify(signature);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    private synchronized List<String> lines() {
        Path file = properties.keyFile();
        try {
            if (Files.notExists(file)) {
                make(file);
            }
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException("the key in " + file + " cannot be read", e);
        }
    }

    private static void make(Path file) throws IOException {
        try {
            KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path draft = file.resolveSibling(file.getFileName() + ".draft");
            Files.deleteIfExists(draft);
            Files.createFile(
                    draft,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
            Files.write(
                    draft,
                    List.of(
                            encoded(pair.getPrivate().getEncoded()),
                            encoded(pair.getPublic().getEncoded())));
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no key can be made", e);
        }
    }

    private static String encoded(byte[] key) {
        return Base64.getEncoder().encodeToString(key);
    }

    private static byte[] decoded(String key) {
        return Base64.getDecoder().decode(key.strip());
    }
}

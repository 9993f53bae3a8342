package org.practicehub.submission.likeness;

import java.nio.ByteBuffer;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;

/**
 * What a text says, in {@value #BYTES} bytes that resemble those of a text which says nearly the
 * same: one-permutation minimum hashes of all runs of {@value #SHINGLE} characters, eight bits
 * each, behind a hash of the title. The estimate of what two texts share (Jaccard) has a standard
 * error of 4 % at most.
 *
 * @see <a href="https://arxiv.org/abs/1208.1259">One Permutation Hashing</a>
 * @see <a href="https://arxiv.org/abs/1703.04664">Optimal densification</a>
 * @see <a href="https://arxiv.org/abs/0910.3349">b-bit minwise hashing</a>
 */
public final class Fingerprint {

    private static final int SHINGLE = 9;
    private static final int BINS = 128;
    private static final int PAIRS_IN_A_WORD = Long.BYTES / 2;

    /** Of {@link #putInto}. */
    static final int WORDS = 1 + BINS / Long.BYTES;

    /** Two neighbouring bins are a pair. */
    static final int PAIRS = BINS / 2;

    private static final int BYTES = WORDS * Long.BYTES;
    private static final long BASE = 0x9E3779B97F4A7C15L;
    private static final long LEADING = power(BASE, SHINGLE - 1);

    private static final long LOW_BITS = 0x7F7F7F7F7F7F7F7FL;
    private static final long HIGH_BITS = 0x8080808080808080L;

    /** The share of bins of unlike texts that are the same by chance. */
    private static final double CHANCE = 1.0 / 256;

    private final long[] words;

    private Fingerprint(long[] words) {
        this.words = words;
    }

    /**
     * @param bytes as {@link #bytes()} gave them
     */
    public Fingerprint(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a fingerprint has " + BYTES + " bytes");
        }
        words = new long[WORDS];
        ByteBuffer.wrap(bytes).asLongBuffer().get(words);
    }

    public static Fingerprint of(String title, String body) {
        String foldedTitle = folded(title);
        String text = foldedTitle + " " + folded(body);
        long[] words = new long[WORDS];
        words[0] = hash(foldedTitle);
        byte[] bins = bins(text);
        ByteBuffer.wrap(bins).asLongBuffer().get(words, 1, WORDS - 1);
        return new Fingerprint(words);
    }

    private static byte[] bins(String text) {
        long[] least = new long[BINS];
        boolean[] filled = new boolean[BINS];
        long rolling = 0;
        for (int i = 0; i < text.length(); i++) {
            if (i >= SHINGLE) {
                rolling -= text.charAt(i - SHINGLE) * LEADING;
            }
            rolling = rolling * BASE + text.charAt(i);
            if (i >= SHINGLE - 1 || i == text.length() - 1) {
                long mixed = mix(rolling);
                int bin = (int) (mixed >>> 57);
                long value = mixed & (-1L >>> 7);
                if (!filled[bin] || value < least[bin]) {
                    least[bin] = value;
                    filled[bin] = true;
                }
            }
        }
        byte[] bytes = new byte[BINS];
        boolean any = false;
        for (boolean one : filled) {
            any |= one;
        }
        for (int bin = 0; any && bin < BINS; bin++) {
            // An empty bin takes what another one has; which one depends on the bin alone.
            int from = bin;
            for (long attempt = 1; !filled[from]; attempt++) {
                from = (int) (mix(bin + attempt * BASE) >>> 57);
            }
            bytes[bin] = (byte) mix(least[from] + bin);
        }
        return bytes;
    }

    /** The share of both texts' runs of characters that both have, from 0 to 1, estimated. */
    public double similarity(Fingerprint other) {
        return similarity(other.words, 0);
    }

    /**
     * @param others where {@link #putInto} put another one, among others
     */
    double similarity(long[] others, int offset) {
        int same = 0;
        for (int i = 1; i < WORDS; i++) {
            long difference = words[i] ^ others[offset + i];
            long different = (((difference & LOW_BITS) + LOW_BITS) | difference) & HIGH_BITS;
            same += Long.BYTES - Long.bitCount(different);
        }
        return Math.max(0, ((double) same / BINS - CHANCE) / (1 - CHANCE));
    }

    /** How many bins two texts have in common at least, when they are as similar as this. */
    static int leastSame(double similarity) {
        return (int) Math.ceil(BINS * (similarity * (1 - CHANCE) + CHANCE));
    }

    void putInto(long[] all, int offset) {
        System.arraycopy(words, 0, all, offset, WORDS);
    }

    /** Whether {@link #putInto} put this one there. */
    boolean isAt(long[] all, int offset) {
        return Arrays.equals(words, 0, WORDS, all, offset, offset + WORDS);
    }

    /** The hash of the title. */
    long title() {
        return words[0];
    }

    /** Both bins of a pair, 16 bits. */
    int pair(int nth) {
        return pair(words, 0, nth);
    }

    static int pair(long[] all, int offset, int nth) {
        long word = all[offset + 1 + nth / PAIRS_IN_A_WORD];
        return (int) (word >>> (nth % PAIRS_IN_A_WORD * Short.SIZE)) & 0xFFFF;
    }

    /** Whether both have the same title, marks and punctuation apart. */
    public boolean hasSameTitle(Fingerprint other) {
        return words[0] == other.words[0];
    }

    public byte[] bytes() {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES);
        bytes.asLongBuffer().put(words);
        return bytes.array();
    }

    private static String folded(String text) {
        String decomposed =
                Normalizer.normalize(text, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        StringBuilder folded = new StringBuilder(decomposed.length());
        boolean gap = false;
        for (int i = 0; i < decomposed.length(); i++) {
            char c = decomposed.charAt(i);
            if (Character.isLetterOrDigit(c) || Character.isSurrogate(c)) {
                if (gap && !folded.isEmpty()) {
                    folded.append(' ');
                }
                gap = false;
                folded.append(c);
            } else if (Character.getType(c) != Character.NON_SPACING_MARK) {
                gap = true;
            }
        }
        return folded.toString();
    }

    private static long hash(String text) {
        long hash = 1;
        for (int i = 0; i < text.length(); i++) {
            hash = hash * BASE + text.charAt(i);
        }
        return mix(hash);
    }

    /** The finaliser of MurmurHash3. */
    private static long mix(long value) {
        long mixed = value;
        mixed = (mixed ^ (mixed >>> 33)) * 0xFF51AFD7ED558CCDL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xC4CEB9FE1A85EC53L;
        return mixed ^ (mixed >>> 33);
    }

    private static long power(long base, int exponent) {
        long power = 1;
        for (int i = 0; i < exponent; i++) {
            power *= base;
        }
        return power;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Fingerprint that && Arrays.equals(words, that.words);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(words);
    }

    @Override
    public String toString() {
        return Base64.getEncoder().encodeToString(bytes());
    }
}

package org.practicehub.submission.likeness;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.UUID;

/**
 * The fingerprints of many texts in memory, and those among them that are alike, found without a
 * look at the others: as many are found as if each had been compared.
 *
 * <p>Texts that are alike differ in 63 of 128 bins at most. The bins stand in 64 pairs, and 63
 * can't spoil all of them: such texts have a whole pair in common. So there is a chain of texts for
 * each value of each pair, and only what stands in one of the 64 chains of a text is compared with
 * it. By chance that is one text in a thousand.
 *
 * <p>Takes 424 bytes a text, in arrays of numbers, and 2 MB besides.
 *
 * @see <a href="https://infolab.stanford.edu/~ullman/mmds/ch3.pdf">Locality-sensitive hashing by
 *     bands, chapter 3.4</a>
 */
public final class KnownTexts {

    /** From this similarity on two texts are alike. */
    public static final double ALIKE = 0.5;

    private static final int TITLE = Fingerprint.PAIRS;
    private static final int ID = TITLE + 1;
    private static final int CHAINS = ID + 1;

    /** For the values of a pair; those that share a slot are told apart on the way. */
    private static final int PAIR_SLOTS = 1 << 12;

    private static final int SLOTS = 1 << 16;

    /** Rows are numbered from 1: a link to 0 leads nowhere. */
    private static final int NOWHERE = 0;

    /** The first row of each chain. */
    private final int[][] first = new int[CHAINS][];

    private final List<Block> blocks = new ArrayList<>();

    /** Rows that were ever taken. */
    private int rows;

    /** The first of the rows that were left, which follow each other by {@link #ID}. */
    private int left = NOWHERE;

    static {
        if (2 * Fingerprint.PAIRS - Fingerprint.leastSame(ALIKE) >= Fingerprint.PAIRS) {
            throw new IllegalStateException("alike texts might have no pair in common");
        }
    }

    public KnownTexts() {
        for (int chain = 0; chain < CHAINS; chain++) {
            first[chain] = new int[chain < TITLE ? PAIR_SLOTS : SLOTS];
        }
    }

    /**
     * A text that says nearly the same, or has the same title.
     *
     * @param similarity of the texts, from 0 to 1, estimated
     */
    public record Alike(UUID id, double similarity, boolean sameTitle, boolean published) {}

    /** Some rows: how they are chained, and what they hold. */
    private static final class Block {

        private static final int ROWS = 1 << 10;
        private static final int ID_HIGH = Fingerprint.WORDS;
        private static final int ID_LOW = ID_HIGH + 1;
        private static final int VERSION = ID_LOW + 1;
        private static final int WORDS = VERSION + 1;

        private final int[] links = new int[ROWS * CHAINS];

        /** Fingerprint, id, and twice the version, odd when published. */
        private final long[] words = new long[ROWS * WORDS];
    }

    /**
     * Takes a text, or what has become of one.
     *
     * @param version of two calls with the same id the higher one counts
     */
    public synchronized void put(UUID id, long version, boolean published, Fingerprint text) {
        int row = row(id);
        if (row != NOWHERE && version(row) > version) {
            return;
        }
        if (row == NOWHERE || !text.isAt(block(row).words, word(row))) {
            if (row == NOWHERE) {
                row = newRow();
            } else {
                unlink(row);
            }
            long[] words = block(row).words;
            text.putInto(words, word(row));
            words[word(row) + Block.ID_HIGH] = id.getMostSignificantBits();
            words[word(row) + Block.ID_LOW] = id.getLeastSignificantBits();
            link(row);
        }
        block(row).words[word(row) + Block.VERSION] = version << 1 | (published ? 1 : 0);
    }

    /** Forgets a text, unless it is known in a higher version. */
    public synchronized void remove(UUID id, long version) {
        int row = row(id);
        if (row != NOWHERE && version(row) <= version) {
            unlink(row);
            block(row).links[link(row, ID)] = left;
            left = row;
        }
    }

    /** All that are alike, in no order, the text itself among them when it is known. */
    public synchronized List<Alike> alike(Fingerprint text) {
        List<Alike> alike = new ArrayList<>();
        BitSet seen = new BitSet();
        for (int chain = 0; chain <= TITLE; chain++) {
            int slot = chain == TITLE ? slot(text.title()) : text.pair(chain) & (PAIR_SLOTS - 1);
            for (int row = first[chain][slot]; row != NOWHERE; row = next(row, chain)) {
                if (agrees(row, chain, text) && !seen.get(row)) {
                    seen.set(row);
                    look(row, text, alike);
                }
            }
        }
        return alike;
    }

    private boolean agrees(int row, int chain, Fingerprint text) {
        long[] words = block(row).words;
        return chain == TITLE
                ? words[word(row)] == text.title()
                : Fingerprint.pair(words, word(row), chain) == text.pair(chain);
    }

    private void look(int row, Fingerprint text, List<Alike> alike) {
        long[] words = block(row).words;
        int at = word(row);
        double similarity = text.similarity(words, at);
        boolean sameTitle = words[at] == text.title();
        if (similarity >= ALIKE || sameTitle) {
            alike.add(
                    new Alike(
                            new UUID(words[at + Block.ID_HIGH], words[at + Block.ID_LOW]),
                            similarity,
                            sameTitle,
                            (words[at + Block.VERSION] & 1) == 1));
        }
    }

    private int row(UUID id) {
        int row = first[ID][slot(id.getLeastSignificantBits())];
        while (row != NOWHERE && !isAt(row, id)) {
            row = next(row, ID);
        }
        return row;
    }

    private boolean isAt(int row, UUID id) {
        long[] words = block(row).words;
        int at = word(row);
        return words[at + Block.ID_LOW] == id.getLeastSignificantBits()
                && words[at + Block.ID_HIGH] == id.getMostSignificantBits();
    }

    private int newRow() {
        if (left != NOWHERE) {
            int row = left;
            left = next(row, ID);
            return row;
        }
        if (rows++ % Block.ROWS == 0) {
            blocks.add(new Block());
        }
        return rows;
    }

    private void link(int row) {
        int[] links = block(row).links;
        for (int chain = 0; chain < CHAINS; chain++) {
            int slot = slot(chain, row);
            links[link(row, chain)] = first[chain][slot];
            first[chain][slot] = row;
        }
    }

    private void unlink(int gone) {
        for (int chain = 0; chain < CHAINS; chain++) {
            int slot = slot(chain, gone);
            int row = first[chain][slot];
            if (row == gone) {
                first[chain][slot] = next(gone, chain);
                continue;
            }
            while (next(row, chain) != gone) {
                row = next(row, chain);
            }
            block(row).links[link(row, chain)] = next(gone, chain);
        }
    }

    private int slot(int chain, int row) {
        long[] words = block(row).words;
        int at = word(row);
        return switch (chain) {
            case TITLE -> slot(words[at]);
            case ID -> slot(words[at + Block.ID_LOW]);
            default -> Fingerprint.pair(words, at, chain) & (PAIR_SLOTS - 1);
        };
    }

    private static int slot(long hash) {
        return (int) hash & (SLOTS - 1);
    }

    private int next(int row, int chain) {
        return block(row).links[link(row, chain)];
    }

    private long version(int row) {
        return block(row).words[word(row) + Block.VERSION] >> 1;
    }

    private Block block(int row) {
        return blocks.get((row - 1) / Block.ROWS);
    }

    private static int link(int row, int chain) {
        return (row - 1) % Block.ROWS * CHAINS + chain;
    }

    private static int word(int row) {
        return (row - 1) % Block.ROWS * Block.WORDS;
    }
}

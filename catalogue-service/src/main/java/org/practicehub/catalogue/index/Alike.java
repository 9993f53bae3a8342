package org.practicehub.catalogue.index;

import org.practicehub.catalogue.index.Inquiry.Hit;

import java.util.List;

/**
 * A practice that has much in common with another.
 *
 * @param terms both have, the rarest in the catalogue first
 * @param words of the other one that this one has too, as they are written there
 */
public record Alike(Hit practice, List<String> terms, List<String> words) {}

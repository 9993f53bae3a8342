package org.practicehub.tagging.vocabularies;

import java.util.Map;

/**
 * One code of a vocabulary.
 *
 * @param labels by language: en, fr, es and ar
 */
public record Concept(String code, Map<String, String> labels) {}

package org.practicehub.submission.practice;

import org.practicehub.events.Content;

/** What an import needs to know of a practice that is there already. */
public record Imported(PracticeId id, String creationKey, Content content) {}

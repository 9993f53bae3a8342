package org.practicehub.submission.revisions;

import java.util.List;

/**
 * What one revision changed of another.
 *
 * @param since the revision it is compared with
 */
public record Changes(String id, int revision, int since, List<Differences.Difference> changes) {}

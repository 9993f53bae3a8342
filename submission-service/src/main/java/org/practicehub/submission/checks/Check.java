package org.practicehub.submission.checks;

import org.practicehub.submission.practice.Submission;

import java.time.LocalDate;
import java.util.List;

/** One kind of look at a submission. */
sealed interface Check permits Eligibility, MissingFields, Links, StatedLanguage, PersonalData {

    List<Finding> look(Submission submission, LocalDate today);
}

/** What all HTTP answers of this service have in common: problem details, limits, security. */
@NullMarked
package org.practicehub.notification.web;

import org.jspecify.annotations.NullMarked;

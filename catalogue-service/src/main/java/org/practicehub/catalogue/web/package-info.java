/** What every door of this service shares: who may enter, and how it says no. */
@NullMarked
package org.practicehub.catalogue.web;

import org.jspecify.annotations.NullMarked;

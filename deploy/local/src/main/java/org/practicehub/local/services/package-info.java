/** The five services, each in a context of its own in this process, or in a process of its own. */
@NullMarked
package org.practicehub.local.services;

import org.jspecify.annotations.NullMarked;

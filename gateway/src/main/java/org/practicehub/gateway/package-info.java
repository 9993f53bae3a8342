/** The only public door of the hub: routes to the services, sign-in, limits and the web pages. */
@NullMarked
package org.practicehub.gateway;

import org.jspecify.annotations.NullMarked;

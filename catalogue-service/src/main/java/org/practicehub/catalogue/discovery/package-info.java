/** What crawlers and browsers look for: sitemap, robots.txt, OpenSearch description, OpenAPI. */
@NullMarked
package org.practicehub.catalogue.discovery;

import org.jspecify.annotations.NullMarked;

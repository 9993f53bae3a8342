/** Tests of the gateway as a whole, in front of stubs. */
package org.practicehub.gateway;

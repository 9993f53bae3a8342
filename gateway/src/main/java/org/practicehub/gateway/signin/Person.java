package org.practicehub.gateway.signin;

import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

import java.util.Set;
import java.util.stream.Collectors;

/** Who is signed in, as far as the pages show it. What they may do the services decide. */
public record Person(String subject, String name, Set<String> roles) {

    /** Null for somebody who is not signed in. */
    public static @Nullable Person of(@Nullable Authentication authentication) {
        if (authentication == null || !(authentication.getPrincipal() instanceof OidcUser user)) {
            return null;
        }
        String name = user.getFullName();
        if (name == null) {
            name = user.getPreferredUsername();
        }
        return new Person(
                authentication.getName(),
                name == null ? authentication.getName() : name,
                user.getAuthorities().stream()
                        .map(GrantedAuthority::getAuthority)
                        .filter(authority -> authority != null && authority.startsWith("ROLE_"))
                        .map(authority -> authority.substring("ROLE_".length()))
                        .collect(Collectors.toUnmodifiableSet()));
    }

    public boolean contributes() {
        return roles.contains("contributor");
    }

    public boolean reviews() {
        return roles.contains("moderator") || roles.contains("administrator");
    }
}

package org.practicehub.gateway.pages;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Where the sign-in link points; whoever gets here is signed in. */
@Controller
class SigningIn {

    @GetMapping("/login")
    String signedIn() {
        return "redirect:/";
    }
}

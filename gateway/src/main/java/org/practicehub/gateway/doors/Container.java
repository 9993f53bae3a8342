package org.practicehub.gateway.doors;

import org.apache.catalina.core.StandardHost;
import org.practicehub.gateway.problems.Problems;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The servlet container, as a door and not as a web server. */
@Configuration(proxyBeanMethods = false)
class Container {

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemReports(Problems problems) {
        return factory -> {
            factory.addConnectorCustomizers(
                    connector -> {
                        // The path check answers these, with problem details.
                        connector.setEncodedSolidusHandling("passthrough");
                        connector.setXpoweredBy(false);
                    });
            factory.addContextCustomizers(
                    context -> {
                        if (context.getParent() instanceof StandardHost host) {
                            host.setErrorReportValveClass("");
                            host.getPipeline().addValve(new ProblemReports(problems));
                        }
                    });
        };
    }
}

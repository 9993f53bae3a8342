package org.practicehub.gateway.pages;

import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

import java.time.Duration;

/** Style sheet, pictures and the API browser's scripts; all from here, none from elsewhere. */
@Configuration(proxyBeanMethods = false)
class Assets implements WebMvcConfigurer {

    private static final CacheControl AN_HOUR =
            CacheControl.maxAge(Duration.ofHours(1)).cachePublic();

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/assets/swagger-ui/**")
                .addResourceLocations("classpath:/META-INF/resources/webjars/swagger-ui/5.30.1/")
                .setCacheControl(AN_HOUR);
        registry.addResourceHandler("/assets/**")
                .addResourceLocations("classpath:/gateway/static/")
                .setCacheControl(AN_HOUR);
    }
}

package org.practicehub.local.services;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.DefaultResourceLoader;

import java.util.List;

/** A service in an application context of its own in this process. */
final class ServiceContext implements RunningService {

    private final ConfigurableApplicationContext context;

    private ServiceContext(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** Returns when the context is started, on a thread that is left as the service's own. */
    static ServiceContext start(Service service, List<String> arguments) {
        var thread = Thread.currentThread();
        var before = thread.getContextClassLoader();
        var view =
                new ServiceView(
                        service.serviceName(),
                        ServiceContext.class.getClassLoader(),
                        service.jar().artefacts());
        thread.setContextClassLoader(view);
        ServiceName.set(service.serviceName());
        try {
            var application = service.application();
            application.setResourceLoader(new DefaultResourceLoader(view));
            application.setRegisterShutdownHook(false);
            return new ServiceContext(application.run(arguments.toArray(String[]::new)));
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Override
    public void close() {
        context.close();
    }
}

package org.practicehub.local.services;

/** A service that was started. */
sealed interface RunningService extends AutoCloseable permits ServiceContext, ServiceProcess {

    /** Lets it finish what it does, within limits, and ends it. */
    @Override
    void close();
}

package io.darkroom.core.thread;

import java.util.concurrent.ThreadFactory;

/** Makes threads of one name that never keep a process from ending. */
public record DaemonThreads(String name) implements ThreadFactory {
    @Override
    public Thread newThread(Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}

package io.darkroom.api.restore;

/** The life of the channel that jobs are noted in, which is empty when it begins. */
public interface ChannelLife {

    /** A name for the present one. */
    String current();

    /** In this one every job is noted that can be. */
    void isWhole(String life);
}

package io.darkroom.api.result;

/** What is still to be done about a picture once it has been sent, or could not be. Exactly one of the two is called. */
public interface Handover {
    /** Nothing: the picture may be read again. */
    Handover NONE = new Handover() {
        @Override
        public void done() {
            // It stays until its time is over.
        }

        @Override
        public void broken() {
            // So it does then.
        }
    };

    /** Its last octet has been given to the reader's connection. Does not block. */
    void done();

    /** The connection ended before. Does not block. */
    void broken();
}

package io.darkroom.api.receipt;

import java.util.List;

/**
 * What PostgreSQL holds of a job that was to be kept.
 *
 * @param keyPart whether the key part is there
 * @param pictures numbers of the pictures that are
 */
record LibraryTrace(boolean keyPart, List<Integer> pictures) {}

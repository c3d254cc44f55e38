package io.darkroom.diffusion.scheduler;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** What an object of this package still holds on to. */
final class Reachable {
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<Float> floats = new ArrayList<>();

    private Reachable() {}

    /** Every float in an array that can be reached from {@code root} through this package's own fields. */
    static List<Float> floatsOf(Object root) {
        Reachable reachable = new Reachable();
        try {
            reachable.visit(root);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
        return reachable.floats;
    }

    private void visit(Object object) throws IllegalAccessException {
        if (object == null || !seen.add(object)) {
            return;
        }
        if (object instanceof float[] array) {
            for (float value : array) {
                floats.add(value);
            }
        } else if (object instanceof Object[]) {
            for (int i = 0; i < Array.getLength(object); i++) {
                visit(Array.get(object, i));
            }
        } else if (object.getClass().getPackageName().equals(Reachable.class.getPackageName())) {
            for (Field field : object.getClass().getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
                    field.setAccessible(true);
                    visit(field.get(object));
                }
            }
        }
    }
}

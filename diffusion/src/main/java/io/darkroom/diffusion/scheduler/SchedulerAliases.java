package io.darkroom.diffusion.scheduler;

import java.util.Locale;
import java.util.Map;

/** Names of schedulers as clients of AUTOMATIC1111's web UI and of AI Horde send them. */
public final class SchedulerAliases {
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("ddim", "ddim"),
            Map.entry("plms", "pndm"),
            Map.entry("lms", "lms"),
            Map.entry("k_lms", "lms"),
            Map.entry("lms karras", "lms-karras"),
            Map.entry("k_lms_ka", "lms-karras"),
            Map.entry("euler", "euler"),
            Map.entry("k_euler", "euler"),
            Map.entry("euler karras", "euler-karras"),
            Map.entry("euler exponential", "euler-exponential"),
            Map.entry("euler a", "euler-a"),
            Map.entry("k_euler_a", "euler-a"),
            Map.entry("k_euler_ancestral", "euler-a"),
            Map.entry("heun", "heun"),
            Map.entry("k_heun", "heun"),
            Map.entry("heun karras", "heun-karras"),
            Map.entry("dpm2", "dpm2"),
            Map.entry("k_dpm_2", "dpm2"),
            Map.entry("dpm2 a", "dpm2-a"),
            Map.entry("k_dpm_2_a", "dpm2-a"),
            Map.entry("k_dpm_2_ancestral", "dpm2-a"),
            Map.entry("dpm++ 2m", "dpm++2m"),
            Map.entry("k_dpmpp_2m", "dpm++2m"),
            Map.entry("dpmsolver", "dpm++2m"),
            Map.entry("dpm++ 2m karras", "dpm++2m-karras"),
            Map.entry("k_dpmpp_2m_ka", "dpm++2m-karras"),
            Map.entry("dpm++ 2m sde", "dpm++2m-sde"),
            Map.entry("k_dpmpp_2m_sde", "dpm++2m-sde"),
            Map.entry("dpm++ 2m sde karras", "dpm++2m-sde-karras"),
            Map.entry("k_dpmpp_2m_sde_ka", "dpm++2m-sde-karras"),
            Map.entry("dpm++ sde", "dpm++-singlestep"),
            Map.entry("k_dpmpp_sde", "dpm++-singlestep"),
            Map.entry("unipc", "unipc"),
            Map.entry("unipc karras", "unipc-karras"),
            Map.entry("deis", "deis"),
            Map.entry("lcm", "lcm"),
            Map.entry("tcd", "tcd"));

    private SchedulerAliases() {}

    /** The name of {@link Schedulers} that {@code name} stands for, whatever its case; {@code name} itself if for none. */
    public static String resolve(String name) {
        return NAMES.getOrDefault(name.toLowerCase(Locale.ROOT), name);
    }
}

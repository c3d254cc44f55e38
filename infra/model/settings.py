"""Records what torch and diffusers compute where the golden recordings do not reach: odd settings, odd step counts, draws in a row.

    pip install -r requirements.txt
    python settings.py ../../diffusion/src/test/resources/diffusers

Everything is float32 on the CPU; tensors are {"shape": [...], "data": [...]}, row-major, as in the golden recordings.
  NAME.json   runs of the scheduler NAME; "config" is what was given, not what diffusers resolved, so that defaults count
  draws.json  torch.randn(n) for each n in turn, from one generator
"""
import inspect
import json
import sys
from pathlib import Path

import diffusers
import torch

SD1 = dict(beta_start=0.00085, beta_end=0.012, beta_schedule="scaled_linear", clip_sample=False, set_alpha_to_one=False,
           steps_offset=1, timestep_spacing="leading")
ZERO_SNR_V = {**SD1, "rescale_betas_zero_snr": True, "prediction_type": "v_prediction", "timestep_spacing": "trailing"}
COSINE = dict(beta_schedule="squaredcos_cap_v2", clip_sample=False)
TRAINED = dict(num_train_timesteps=20, trained_betas=[round(0.003 * (i % 7 + i + 1), 3) for i in range(20)], clip_sample=False)
FEW = dict(num_train_timesteps=50, clip_sample=False)
COMMON = [
    ("defaults", {}, 7),
    ("sd1, 1 step", SD1, 1),
    ("sd1, 2 steps", SD1, 2),
    ("trailing, 1 step", {**SD1, "timestep_spacing": "trailing"}, 1),
    ("trailing, 7 steps of 1000", {**SD1, "timestep_spacing": "trailing"}, 7),
    ("linspace, 1 step", {**SD1, "timestep_spacing": "linspace"}, 1),
    ("linspace, 30 steps", {**SD1, "timestep_spacing": "linspace"}, 30),
    ("sample prediction", {**SD1, "prediction_type": "sample"}, 6),
    ("zero SNR, v prediction", ZERO_SNR_V, 4),
    ("zero SNR, v prediction, 1 step", ZERO_SNR_V, 1),
    ("zero SNR, leading", {**SD1, "rescale_betas_zero_snr": True}, 5),
    ("cosine", COSINE, 6),
    ("trained betas", TRAINED, 5),
    ("as many steps as there can be", FEW, 49),
    ("null and unknown keys", {**SD1, "trained_betas": None, "nobody_knows": [1]}, 3),
]
SPREADS = [
    ("karras", {**SD1, "use_karras_sigmas": True}, 6),
    ("karras, 1 step", {**SD1, "use_karras_sigmas": True}, 1),
    ("exponential", {**SD1, "use_exponential_sigmas": True}, 6),
    ("beta", {**SD1, "use_beta_sigmas": True}, 6),
]
# The last column is how many of the steps are left out at the beginning, as when a picture is given.
MIDDLE = [("from the middle", SD1, 9, 4), ("from the second step", {**SD1, "timestep_spacing": "trailing"}, 5, 1),
          ("the last step only", SD1, 4, 3)]
TO_SIGMA_MIN = {**SD1, "final_sigmas_type": "sigma_min"}


# Diffusers looks the first step up by its timestep. Where a run comes to that again (DPM2 with COSINE, others with COSINE
# and Karras' sigmas), it starts there and fails or gives NaN.
COSINE_KARRAS = [("cosine, karras", {**COSINE, "use_karras_sigmas": True}, 6)]


def common(*without):
    return [run for run in COMMON if run[0] not in without]


RUNS = {
    "ddim": ("DDIMScheduler", COMMON + MIDDLE + [
        ("all timesteps", FEW, 50),
        ("clipped", {**SD1, "clip_sample": True}, 6),
        ("clipped to a range, v prediction",
         {**SD1, "clip_sample": True, "clip_sample_range": 0.3, "prediction_type": "v_prediction"}, 6),
        ("zero SNR, sample prediction", {**ZERO_SNR_V, "prediction_type": "sample"}, 4),
        ("alpha set to one", {**SD1, "set_alpha_to_one": True}, 3),
    ]),
    "ddpm": ("DDPMScheduler", COMMON + MIDDLE + [
        ("clipped", {**SD1, "clip_sample": True}, 6),
        ("large variance", {**SD1, "variance_type": "fixed_large"}, 6),
        ("small variance by its logarithm", {**SD1, "variance_type": "fixed_small_log"}, 6),
    ]),
    "pndm": ("PNDMScheduler", common("sample prediction") + MIDDLE + [
        ("alpha set to one", {**SD1, "set_alpha_to_one": True}, 3),
    ]),
    "lms": ("LMSDiscreteScheduler", COMMON + SPREADS + COSINE_KARRAS + MIDDLE),
    "euler-a": ("EulerAncestralDiscreteScheduler", common("sample prediction") + MIDDLE),
    "heun": ("HeunDiscreteScheduler", COMMON + SPREADS + COSINE_KARRAS + MIDDLE + [
        ("clipped", {**SD1, "clip_sample": True, "clip_sample_range": 0.7}, 6),
    ]),
    "dpm2": ("KDPM2DiscreteScheduler", common("sample prediction") + SPREADS + MIDDLE),
    "dpm2-a": ("KDPM2AncestralDiscreteScheduler", common("sample prediction", "cosine") + SPREADS + MIDDLE),
    "dpm++-singlestep": ("DPMSolverSinglestepScheduler", COMMON + SPREADS + MIDDLE + [
        ("stochastic", {**SD1, "algorithm_type": "sde-dpmsolver++"}, 6),
        ("stochastic, heun", {**SD1, "algorithm_type": "sde-dpmsolver++", "solver_type": "heun"}, 7),
        ("heun", {**SD1, "solver_type": "heun"}, 6),
        ("first order", {**SD1, "solver_order": 1}, 6),
        ("6 steps to sigma_min", TO_SIGMA_MIN, 6),
        ("7 steps to sigma_min", TO_SIGMA_MIN, 7),
        ("lower order final, to sigma_min", {**TO_SIGMA_MIN, "lower_order_final": True}, 6),
        ("cosine, clipped lambda", {**COSINE, "lambda_min_clipped": -5.1}, 6),
    ]),
    "unipc": ("UniPCMultistepScheduler", COMMON + SPREADS + MIDDLE + [
        ("bh1, to sigma_min", {**TO_SIGMA_MIN, "solver_type": "bh1"}, 6),
        ("first order", {**SD1, "solver_order": 1}, 6),
        ("to sigma_min", TO_SIGMA_MIN, 6),
        ("second order to the end", {**TO_SIGMA_MIN, "lower_order_final": False}, 6),
        ("some uncorrected", {**SD1, "disable_corrector": [0, 2]}, 6),
        ("spread between limits", {**SD1, "use_karras_sigmas": True, "sigma_min": 0.1, "sigma_max": 9.0}, 6),
        ("spread between limits, staying at the last",
         {**TO_SIGMA_MIN, "use_exponential_sigmas": True, "sigma_min": 0.1, "sigma_max": 9.0}, 6),
        ("settings of DPM-Solver", {**SD1, "solver_type": "midpoint"}, 5),
    ]),
    "deis": ("DEISMultistepScheduler", COMMON + SPREADS + MIDDLE + [
        ("15 steps", SD1, 15),
        ("first order", {**SD1, "solver_order": 1}, 6),
        ("second order to the end", {**SD1, "lower_order_final": False}, 6),
        ("settings of DPM-Solver", {**SD1, "algorithm_type": "dpmsolver++", "solver_type": "midpoint"}, 5),
    ]),
    "lcm": ("LCMScheduler", common("zero SNR, leading", "trained betas") + MIDDLE + [
        ("clipped", {**SD1, "clip_sample": True, "clip_sample_range": 0.7}, 6),
        ("other distillation", {**SD1, "original_inference_steps": 40, "timestep_scaling": 3.0}, 7),
    ]),
    "tcd": ("TCDScheduler", common("zero SNR, leading", "trained betas") + MIDDLE + [
        ("other distillation", {**SD1, "original_inference_steps": 40}, 7),
    ]),
    "euler": ("EulerDiscreteScheduler", COMMON + SPREADS + COSINE_KARRAS + MIDDLE + [
        ("spread between limits", {**SD1, "use_exponential_sigmas": True, "sigma_min": 0.1, "sigma_max": 9.0}, 6),
        ("all timesteps", FEW, 50),
        ("ends at sigma_min", {**SD1, "final_sigmas_type": "sigma_min"}, 6),
        ("zero SNR, epsilon, linspace", {**SD1, "rescale_betas_zero_snr": True, "timestep_spacing": "linspace"}, 5),
    ]),
    "dpm++2m": ("DPMSolverMultistepScheduler", COMMON + SPREADS + MIDDLE + [
        ("stochastic", {**SD1, "algorithm_type": "sde-dpmsolver++"}, 6),
        ("stochastic, heun, 16 steps to sigma_min",
         {**SD1, "algorithm_type": "sde-dpmsolver++", "solver_type": "heun", "final_sigmas_type": "sigma_min"}, 16),
        ("15 steps", SD1, 15),
        ("16 steps to sigma_min", {**SD1, "final_sigmas_type": "sigma_min"}, 16),
        ("6 steps to sigma_min", {**SD1, "final_sigmas_type": "sigma_min"}, 6),
        ("second order to the end", {**SD1, "final_sigmas_type": "sigma_min", "lower_order_final": False}, 6),
        ("euler at final", {**SD1, "final_sigmas_type": "sigma_min", "euler_at_final": True}, 16),
        ("first order", {**SD1, "solver_order": 1}, 6),
        ("heun", {**SD1, "solver_type": "heun"}, 6),
        ("heun, v prediction, to sigma_min",
         {**SD1, "solver_type": "heun", "final_sigmas_type": "sigma_min", "prediction_type": "v_prediction"}, 16),
        ("cosine, clipped lambda", {**COSINE, "lambda_min_clipped": -5.1}, 6),
        ("cosine, clipped lambda, leading", {**COSINE, "lambda_min_clipped": -5.1, "timestep_spacing": "leading"}, 6),
        ("cosine, clipped lambda, trailing", {**COSINE, "lambda_min_clipped": -5.1, "timestep_spacing": "trailing"}, 6),
        ("clipped lambda leaves fewer steps", {**COSINE, "lambda_min_clipped": -2.0, "timestep_spacing": "trailing"}, 15),
        ("settings of DEIS", {**SD1, "algorithm_type": "deis", "solver_type": "logrho", "final_sigmas_type": "sigma_min"}, 5),
        ("settings of UniPC", {**SD1, "solver_type": "bh2"}, 5),
        ("settings of DDPM", {**SD1, "variance_type": "fixed_small"}, 5),
        ("14 steps to sigma_min", {**SD1, "final_sigmas_type": "sigma_min"}, 14),
        ("15 steps to sigma_min", {**SD1, "final_sigmas_type": "sigma_min"}, 15),
    ]),
}
# Below 16 values torch draws them one by one and keeps every second; from 16 on in blocks.
DRAWS = [(0, [1, 1, 1, 2, 5, 4]), (42, [5, 16, 2, 33, 1, 0, 15, 3]), (2**32 + 7, [3, 20, 3]), (7, [3, 20, 3]), (2**63 - 1, [17, 31, 7])]


def tensor(t):
    t = torch.as_tensor(t)
    return {"shape": list(t.shape), "data": [float(f"{x:.9g}") for x in t.flatten().tolist()]}


def record(cls, seed, title, config, steps, skipped=0):
    said = {"skip_prk_steps": True} if cls == "PNDMScheduler" else {}  # what the name says
    s = getattr(diffusers, cls).from_config(config, **said)
    s.set_timesteps(steps)
    begin = skipped * s.order
    if begin and hasattr(s, "set_begin_index"):
        s.set_begin_index(begin)
    maker = torch.Generator().manual_seed(seed)
    sample = torch.randn(1, 1, 2, 3, generator=maker) * s.init_noise_sigma
    out = {"title": title, "config": config, "num_inference_steps": steps, "timesteps": tensor(s.timesteps),
           "init_noise_sigma": float(s.init_noise_sigma), "skipped": skipped, "sample": tensor(sample), "steps": []}
    draws_noise = "generator" in inspect.signature(s.step).parameters
    for i, t in enumerate(s.timesteps[begin:]):
        scaled = s.scale_model_input(sample, t)
        predicted = 0.6 * scaled + 0.4 * torch.randn(sample.shape, generator=maker)
        given = {"generator": torch.Generator().manual_seed(seed + i)} if draws_noise else {}
        sample = s.step(predicted, t, sample, **given).prev_sample
        assert torch.isfinite(sample).all(), (cls, title, t)
        step = {"scaled_input": tensor(scaled), "model_output": tensor(predicted), "prev_sample": tensor(sample)}
        if draws_noise:
            step["noise"] = tensor(torch.randn(sample.shape, generator=torch.Generator().manual_seed(seed + i)))
        out["steps"].append(step)
    return out


def draws(seed, counts):
    generator = torch.Generator().manual_seed(seed)
    return {"seed": seed, "draws": [tensor(torch.randn(n, generator=generator)) for n in counts]}


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    made_by = {"diffusers": diffusers.__version__, "torch": torch.__version__.split("+")[0], "device": "cpu", "dtype": "float32"}
    for name, (cls, runs) in RUNS.items():
        data = {"made_by": made_by, "runs": [record(cls, seed, *run) for seed, run in enumerate(runs)]}
        (folder / f"{name}.json").write_text(json.dumps(data) + "\n")
    data = {"made_by": made_by, "sequences": [draws(*row) for row in DRAWS]}
    (folder / "draws.json").write_text(json.dumps(data) + "\n")

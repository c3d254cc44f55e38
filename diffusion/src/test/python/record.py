"""Records what torch and diffusers compute where the golden recordings do not reach: odd settings, odd step counts, draws in a row.

    pip install torch==2.13.0 diffusers==0.42.1
    python record.py ../resources/diffusers

Everything is float32 on the CPU; tensors are {"shape": [...], "data": [...]}, row-major, as in the golden recordings.
  NAME.json   runs of the scheduler NAME; "config" is what was given, not what diffusers resolved, so that defaults count
  draws.json  torch.randn(n) for each n in turn, from one generator
"""
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
RUNS = {
    "ddim": ("DDIMScheduler", COMMON + [
        ("all timesteps", FEW, 50),
        ("clipped", {**SD1, "clip_sample": True}, 6),
        ("clipped to a range, v prediction",
         {**SD1, "clip_sample": True, "clip_sample_range": 0.3, "prediction_type": "v_prediction"}, 6),
        ("zero SNR, sample prediction", {**ZERO_SNR_V, "prediction_type": "sample"}, 4),
        ("alpha set to one", {**SD1, "set_alpha_to_one": True}, 3),
    ]),
    "euler": ("EulerDiscreteScheduler", COMMON + [
        ("all timesteps", FEW, 50),
        ("ends at sigma_min", {**SD1, "final_sigmas_type": "sigma_min"}, 6),
        ("zero SNR, epsilon, linspace", {**SD1, "rescale_betas_zero_snr": True, "timestep_spacing": "linspace"}, 5),
    ]),
    "dpm++2m": ("DPMSolverMultistepScheduler", COMMON + [
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


def record(cls, title, config, steps, seed):
    s = getattr(diffusers, cls).from_config(config)
    s.set_timesteps(steps)
    maker = torch.Generator().manual_seed(seed)
    sample = torch.randn(1, 1, 2, 3, generator=maker) * s.init_noise_sigma
    out = {"title": title, "config": config, "num_inference_steps": steps, "timesteps": tensor(s.timesteps),
           "init_noise_sigma": float(s.init_noise_sigma), "sample": tensor(sample), "steps": []}
    for t in s.timesteps:
        scaled = s.scale_model_input(sample, t)
        predicted = 0.6 * scaled + 0.4 * torch.randn(sample.shape, generator=maker)
        sample = s.step(predicted, t, sample).prev_sample
        assert torch.isfinite(sample).all(), (title, t)
        out["steps"].append({"scaled_input": tensor(scaled), "model_output": tensor(predicted), "prev_sample": tensor(sample)})
    return out


def draws(seed, counts):
    generator = torch.Generator().manual_seed(seed)
    return {"seed": seed, "draws": [tensor(torch.randn(n, generator=generator)) for n in counts]}


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    made_by = {"diffusers": diffusers.__version__, "torch": torch.__version__.split("+")[0], "device": "cpu", "dtype": "float32"}
    for name, (cls, runs) in RUNS.items():
        data = {"made_by": made_by, "runs": [record(cls, *run, seed) for seed, run in enumerate(runs)]}
        (folder / f"{name}.json").write_text(json.dumps(data) + "\n")
    data = {"made_by": made_by, "sequences": [draws(*row) for row in DRAWS]}
    (folder / "draws.json").write_text(json.dumps(data) + "\n")

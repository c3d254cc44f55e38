"""diffusers' StableDiffusionPipeline on torch, one picture after another.

    python loop.py --model MODEL_FOLDER --threads N

The model folder holds ONNX graphs, so the networks are made anew from its configurations, with random weights: what a picture costs
does not depend on them. Says {"ready": …} once that is done. Then each line of standard input, {"jobs": [{prompt, negative_prompt,
width, height, steps, guidance_scale, scheduler, seed}, …]}, is answered with {"seconds": what drawing all of them took}.
"""
import argparse
import io
import json
import os
import sys
import time
from pathlib import Path

os.environ["HF_HUB_OFFLINE"] = "1"

import diffusers
import torch
import transformers

SCHEDULERS = {
    "ddim": diffusers.DDIMScheduler,
    "euler": diffusers.EulerDiscreteScheduler,
    "dpm++2m": diffusers.DPMSolverMultistepScheduler,
}


def config(folder):
    return json.loads((folder / "config.json").read_text())


def pipeline(folder):
    torch.manual_seed(0)
    pipe = diffusers.StableDiffusionPipeline(
        vae=diffusers.AutoencoderKL.from_config(config(folder / "vae_decoder")).eval(),
        text_encoder=transformers.CLIPTextModel(transformers.CLIPTextConfig(**config(folder / "text_encoder"))).eval(),
        tokenizer=transformers.CLIPTokenizer.from_pretrained(folder / "tokenizer"),
        unet=diffusers.UNet2DConditionModel.from_config(config(folder / "unet")).eval(),
        scheduler=diffusers.DDIMScheduler.from_pretrained(folder / "scheduler"),
        safety_checker=None, feature_extractor=None, requires_safety_checker=False)
    pipe.set_progress_bar_config(disable=True)
    return pipe


def draw(pipe, schedulers, job):
    """The picture as PNG bytes."""
    pipe.scheduler = schedulers[job["scheduler"]]
    picture = pipe(
        job["prompt"], negative_prompt=job["negative_prompt"], width=job["width"], height=job["height"],
        num_inference_steps=job["steps"], guidance_scale=job["guidance_scale"],
        generator=torch.Generator().manual_seed(job["seed"])).images[0]
    png = io.BytesIO()
    picture.save(png, "PNG")
    return png.getvalue()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--threads", type=int, required=True)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    diffusers.logging.set_verbosity_error()
    pipe = pipeline(arguments.model)
    schedulers = {name: kind.from_config(pipe.scheduler.config) for name, kind in SCHEDULERS.items()}
    ready = f"diffusers {diffusers.__version__}, torch {torch.__version__}, Python {sys.version.split()[0]}"
    print(json.dumps({"ready": ready}), flush=True)
    for line in sys.stdin:
        begun = time.perf_counter()
        for job in json.loads(line)["jobs"]:
            draw(pipe, schedulers, job)
        print(json.dumps({"seconds": time.perf_counter() - begun}), flush=True)


if __name__ == "__main__":
    main()

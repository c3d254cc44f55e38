"""The plain loop: ONNX Runtime and numpy, one picture after another, guidance as a batch of two.

    python loop.py --model MODEL_FOLDER --threads N

Says {"ready": …} once the model is loaded. Then each line of standard input, {"jobs": [{prompt, negative_prompt, width, height,
steps, guidance_scale, scheduler, seed}, …]}, is answered with {"seconds": what drawing all of them took}.
"""
import argparse
import io
import json
import sys
import time
from pathlib import Path

import numpy as np
import onnxruntime as ort
from PIL import Image
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, processors

from schedulers import SCHEDULERS


def session(file, threads):
    options = ort.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    return ort.InferenceSession(file, options, providers=["CPUExecutionProvider"])


def clip_tokenizer(folder):
    """CLIP's byte pair encoding, padded to 77 ids."""
    vocabulary = json.loads((folder / "vocab.json").read_text())
    merges = [tuple(line.split()) for line in (folder / "merges.txt").read_text().splitlines()[1:] if line]
    end = "<|endoftext|>"
    words = Tokenizer(models.BPE(vocabulary, merges, end_of_word_suffix="</w>", unk_token=end))
    words.normalizer = normalizers.Sequence([normalizers.NFC(), normalizers.Lowercase()])
    words.pre_tokenizer = pre_tokenizers.Sequence([
        pre_tokenizers.Split(Regex(r"'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+"), "removed", invert=True),
        pre_tokenizers.ByteLevel(add_prefix_space=False)])
    words.post_processor = processors.RobertaProcessing(
        (end, vocabulary[end]), ("<|startoftext|>", vocabulary["<|startoftext|>"]), trim_offsets=False, add_prefix_space=False)
    words.enable_truncation(77)
    words.enable_padding(length=77, pad_id=vocabulary[end], pad_token=end)
    return words


class Loop:
    def __init__(self, folder, threads):
        self.tokenizer = clip_tokenizer(folder / "tokenizer")
        self.text_encoder = session(folder / "text_encoder/model.onnx", threads)
        self.unet = session(folder / "unet/model.onnx", threads)
        self.vae_decoder = session(folder / "vae_decoder/model.onnx", threads)
        self.scaling_factor = json.loads((folder / "vae_decoder/config.json").read_text())["scaling_factor"]
        self.scheduler_config = json.loads((folder / "scheduler/scheduler_config.json").read_text())

    def draw(self, job):
        """The picture as PNG bytes."""
        texts = [job["negative_prompt"], job["prompt"]]
        ids = np.array([encoding.ids for encoding in self.tokenizer.encode_batch(texts)], dtype=np.int64)
        hidden = self.text_encoder.run(["last_hidden_state"], {"input_ids": ids})[0]
        scheduler = SCHEDULERS[job["scheduler"]](self.scheduler_config, job["steps"])
        shape = (1, 4, job["height"] // 8, job["width"] // 8)
        latent = np.random.default_rng(job["seed"]).standard_normal(shape, dtype=np.float32) * scheduler.initial_noise_scale
        for i, timestep in enumerate(scheduler.timesteps):
            sample = np.repeat(scheduler.scale(i, latent), 2, axis=0)
            noise = self.unet.run(["out_sample"], {
                "sample": sample, "timestep": np.full(2, timestep, dtype=np.float32), "encoder_hidden_states": hidden})[0]
            guided = noise[:1] + np.float32(job["guidance_scale"]) * (noise[1:] - noise[:1])
            latent = scheduler.step(i, guided, latent)
        pixels = self.vae_decoder.run(["sample"], {"latent_sample": latent / np.float32(self.scaling_factor)})[0][0]
        pixels = np.rint(np.clip(pixels.transpose(1, 2, 0) / 2 + 0.5, 0, 1) * 255).astype(np.uint8)
        png = io.BytesIO()
        Image.fromarray(pixels).save(png, "PNG")
        return png.getvalue()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--threads", type=int, required=True)
    arguments = parser.parse_args()
    loop = Loop(arguments.model, arguments.threads)
    print(json.dumps({"ready": f"onnxruntime {ort.__version__}, Python {sys.version.split()[0]}"}), flush=True)
    for line in sys.stdin:
        begun = time.perf_counter()
        for job in json.loads(line)["jobs"]:
            loop.draw(job)
        print(json.dumps({"seconds": time.perf_counter() - begun}), flush=True)


if __name__ == "__main__":
    main()

// The plain loop: onnxruntime-node, one picture after another, guidance as a batch of two.
//
//     node loop.js --model MODEL_FOLDER --threads N
//
// Says {"ready": …} once the model is loaded. Then each line of standard input, {"jobs": [{prompt, negative_prompt, width,
// height, steps, guidance_scale, scheduler, seed}, …]}, is answered with {"seconds": what drawing all of them took}.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { InferenceSession, Tensor } from "onnxruntime-node";
import { PNG } from "pngjs";
import { SCHEDULERS } from "./schedulers.js";
import { Tokenizer } from "./tokenizer.js";

class Loop {
  static async load(folder, threads) {
    const loop = new Loop();
    const options = { executionProviders: ["cpu"], intraOpNumThreads: threads, interOpNumThreads: 1 };
    const [textEncoder, unet, vaeDecoder] = await Promise.all(
      ["text_encoder", "unet", "vae_decoder"].map((part) => InferenceSession.create(`${folder}/${part}/model.onnx`, options)),
    );
    const config = (file) => JSON.parse(readFileSync(`${folder}/${file}`, "utf8"));
    return Object.assign(loop, {
      textEncoder,
      unet,
      vaeDecoder,
      tokenizer: new Tokenizer(`${folder}/tokenizer`),
      scalingFactor: config("vae_decoder/config.json").scaling_factor,
      schedulerConfig: config("scheduler/scheduler_config.json"),
    });
  }

  /** The picture as PNG bytes. */
  async draw(job) {
    const hidden = await this.#encode([job.negative_prompt, job.prompt]);
    const scheduler = new SCHEDULERS[job.scheduler](this.schedulerConfig, job.steps);
    const shape = [4, job.height / 8, job.width / 8];
    let latent = noise(job.seed, shape[0] * shape[1] * shape[2]).map((x) => x * scheduler.initialNoiseScale);
    for (const [i, timestep] of scheduler.timesteps.entries()) {
      const sample = new Float32Array(2 * latent.length);
      sample.set(scheduler.scale(i, latent), 0);
      sample.copyWithin(latent.length, 0, latent.length);
      const { out_sample: out } = await this.unet.run({
        sample: new Tensor("float32", sample, [2, ...shape]),
        timestep: new Tensor("float32", Float32Array.of(timestep, timestep), [2]),
        encoder_hidden_states: hidden,
      });
      const [unguided, prompted] = [out.data.subarray(0, latent.length), out.data.subarray(latent.length)];
      const guided = unguided.map((x, k) => x + job.guidance_scale * (prompted[k] - x));
      latent = scheduler.step(i, guided, latent);
    }
    const scaled = latent.map((x) => x / this.scalingFactor);
    const { sample } = await this.vaeDecoder.run({ latent_sample: new Tensor("float32", scaled, [1, ...shape]) });
    return png(sample.data, job.width, job.height);
  }

  async #encode(texts) {
    const ids = BigInt64Array.from(texts.flatMap((text) => this.tokenizer.encode(text)), BigInt);
    const tensor = new Tensor("int64", ids, [texts.length, ids.length / texts.length]);
    return (await this.textEncoder.run({ input_ids: tensor }, ["last_hidden_state"])).last_hidden_state;
  }
}

/** Standard normal values (Box and Muller) of a small seeded generator (mulberry32). */
function noise(seed, length) {
  let state = seed | 0;
  const uniform = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return Float32Array.from({ length }, () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform()));
}

function png(planes, width, height) {
  const pixels = width * height;
  const rgb = Buffer.alloc(3 * pixels);
  for (let colour = 0; colour < 3; colour++) {
    for (let i = 0; i < pixels; i++) {
      rgb[3 * i + colour] = Math.round(Math.min(Math.max(planes[colour * pixels + i] / 2 + 0.5, 0), 1) * 255);
    }
  }
  const image = new PNG({ width, height, colorType: 2, inputColorType: 2, inputHasAlpha: false });
  image.data = rgb;
  return PNG.sync.write(image, { colorType: 2, inputColorType: 2, inputHasAlpha: false });
}

const { values } = parseArgs({ options: { model: { type: "string" }, threads: { type: "string" } } });
const loop = await Loop.load(values.model, Number(values.threads));
const { version } = createRequire(import.meta.url)("onnxruntime-node/package.json");
console.log(JSON.stringify({ ready: `onnxruntime-node ${version}, Node.js ${process.versions.node}` }));
for await (const line of createInterface({ input: process.stdin })) {
  const begun = performance.now();
  for (const job of JSON.parse(line).jobs) {
    await loop.draw(job);
  }
  console.log(JSON.stringify({ seconds: (performance.now() - begun) / 1000 }));
}

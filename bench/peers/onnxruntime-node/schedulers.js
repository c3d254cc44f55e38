// Three of diffusers' schedulers, for models with scaled_linear betas, leading timesteps and epsilon prediction.

function signal(config) {
  const count = config.num_train_timesteps;
  const [first, last] = [Math.sqrt(config.beta_start), Math.sqrt(config.beta_end)];
  let product = 1;
  return Array.from({ length: count }, (_, t) => (product *= 1 - (first + ((last - first) * t) / (count - 1)) ** 2));
}

/** The first timesteps of so many equal parts, last one first. */
function leading(config, steps, parts) {
  const part = Math.floor(config.num_train_timesteps / parts);
  return Array.from({ length: steps }, (_, i) => (parts - 1 - i) * part + config.steps_offset);
}

function sigmas(config, timesteps) {
  const kept = signal(config);
  return [...timesteps.map((t) => Math.sqrt((1 - kept[t]) / kept[t])), 0];
}

class Ddim {
  initialNoiseScale = 1;

  constructor(config, steps) {
    this.timesteps = leading(config, steps, steps);
    const kept = signal(config);
    const part = Math.floor(config.num_train_timesteps / steps);
    this.kept = this.timesteps.map((t) => kept[t]);
    this.keptNext = this.timesteps.map((t) => kept[Math.max(t - part, 0)]);
  }

  scale(i, latent) {
    return latent;
  }

  step(i, noise, latent) {
    const [signalNow, noiseNow] = [Math.sqrt(this.kept[i]), Math.sqrt(1 - this.kept[i])];
    const [signalNext, noiseNext] = [Math.sqrt(this.keptNext[i]), Math.sqrt(1 - this.keptNext[i])];
    return latent.map((x, k) => (signalNext * (x - noiseNow * noise[k])) / signalNow + noiseNext * noise[k]);
  }
}

class Euler {
  constructor(config, steps) {
    this.timesteps = leading(config, steps, steps);
    this.sigmas = sigmas(config, this.timesteps);
    this.initialNoiseScale = Math.sqrt(this.sigmas[0] ** 2 + 1);
  }

  scale(i, latent) {
    const divisor = Math.sqrt(this.sigmas[i] ** 2 + 1);
    return latent.map((x) => x / divisor);
  }

  step(i, noise, latent) {
    const length = this.sigmas[i + 1] - this.sigmas[i];
    return latent.map((x, k) => x + length * noise[k]);
  }
}

class DpmPlusPlus2M {
  initialNoiseScale = 1;

  constructor(config, steps) {
    this.timesteps = leading(config, steps, steps + 1);
    const sigma = sigmas(config, this.timesteps);
    this.alpha = sigma.map((s) => 1 / Math.sqrt(s ** 2 + 1));
    this.sigma = sigma.map((s, i) => s * this.alpha[i]);
    this.halfLogSnr = sigma.map((s) => -Math.log(s));
  }

  scale(i, latent) {
    return latent;
  }

  step(i, noise, latent) {
    const clean = latent.map((x, k) => (x - this.sigma[i] * noise[k]) / this.alpha[i]);
    const h = this.halfLogSnr[i + 1] - this.halfLogSnr[i];
    const before = this.cleanBefore;
    const secondOrder = before && i < this.timesteps.length - 1;
    const weight = secondOrder ? h / (2 * (this.halfLogSnr[i] - this.halfLogSnr[i - 1])) : 0;
    const [kept, added] = [this.sigma[i + 1] / this.sigma[i], -this.alpha[i + 1] * Math.expm1(-h)];
    this.cleanBefore = clean;
    return latent.map((x, k) => {
      const direction = secondOrder ? clean[k] + weight * (clean[k] - before[k]) : clean[k];
      return kept * x + added * direction;
    });
  }
}

export const SCHEDULERS = { ddim: Ddim, euler: Euler, "dpm++2m": DpmPlusPlus2M };

"""Three of diffusers' schedulers in numpy, for models with scaled_linear betas, leading timesteps and epsilon prediction."""
import numpy as np


def signal(config):
    """The cumulative product of 1 - beta, by training timestep."""
    betas = np.linspace(config["beta_start"] ** 0.5, config["beta_end"] ** 0.5, config["num_train_timesteps"], dtype=np.float32) ** 2
    return np.cumprod(1 - betas)


def leading(config, steps, parts):
    """The first timesteps of so many equal parts, last one first."""
    return ((np.arange(parts) * (config["num_train_timesteps"] // parts))[::-1][:steps] + config["steps_offset"]).astype(np.float32)


def sigmas(config, timesteps):
    kept = signal(config)
    found = np.interp(timesteps, np.arange(len(kept)), ((1 - kept) / kept) ** 0.5)
    return np.append(found, 0).astype(np.float32)


class Ddim:
    initial_noise_scale = np.float32(1)

    def __init__(self, config, steps):
        self.timesteps = leading(config, steps, steps)
        kept = signal(config)
        now = self.timesteps.astype(int)
        before = now - config["num_train_timesteps"] // steps
        self.kept, self.kept_next = kept[now], np.where(before >= 0, kept[before], kept[0])

    def scale(self, i, latent):
        return latent

    def step(self, i, noise, latent):
        clean = (latent - (1 - self.kept[i]) ** 0.5 * noise) / self.kept[i] ** 0.5
        return self.kept_next[i] ** 0.5 * clean + (1 - self.kept_next[i]) ** 0.5 * noise


class Euler:
    def __init__(self, config, steps):
        self.timesteps = leading(config, steps, steps)
        self.sigmas = sigmas(config, self.timesteps)
        self.initial_noise_scale = (self.sigmas[0] ** 2 + 1) ** 0.5

    def scale(self, i, latent):
        return latent / (self.sigmas[i] ** 2 + 1) ** 0.5

    def step(self, i, noise, latent):
        return latent + (self.sigmas[i + 1] - self.sigmas[i]) * noise


class DpmPlusPlus2M:
    initial_noise_scale = np.float32(1)

    def __init__(self, config, steps):
        self.timesteps = leading(config, steps, steps + 1)
        sigma = sigmas(config, self.timesteps)
        self.alpha = 1 / (sigma**2 + 1) ** 0.5
        self.sigma = sigma * self.alpha
        with np.errstate(divide="ignore"):
            self.half_log_snr = np.log(self.alpha) - np.log(self.sigma)
        self.clean_before = None

    def scale(self, i, latent):
        return latent

    def step(self, i, noise, latent):
        clean = (latent - self.sigma[i] * noise) / self.alpha[i]
        h = self.half_log_snr[i + 1] - self.half_log_snr[i]
        direction = clean
        if i > 0 and i < len(self.timesteps) - 1:
            ratio = (self.half_log_snr[i] - self.half_log_snr[i - 1]) / h
            direction = clean + (clean - self.clean_before) / (2 * ratio)
        self.clean_before = clean
        return self.sigma[i + 1] / self.sigma[i] * latent - self.alpha[i + 1] * np.expm1(-h) * direction


SCHEDULERS = {"ddim": Ddim, "euler": Euler, "dpm++2m": DpmPlusPlus2M}

// What a worker of BullMQ runs: takes a prompt and answers with a picture at once.
import { Worker } from "bullmq";
import { connection } from "./redis.js";

// One black pixel.
const PICTURE =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR42mNgYGAAAAAEAAHI6uv5AAAAAElFTkSuQmCC";

new Worker("noop", async () => PICTURE, { connection: connection(), concurrency: 32 });
// At once: to close the worker would wait for a Redis that may be gone.
process.on("disconnect", () => process.exit());

// What a worker of BullMQ runs: takes a prompt and answers with a picture at once.
import { Worker } from "bullmq";
import { connection } from "./redis.js";

// One black pixel.
const PICTURE =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR42mNgYGAAAAAEAAHI6uv5AAAAAElFTkSuQmCC";

const worker = new Worker("noop", async () => PICTURE, { connection: connection(), concurrency: 32 });
process.on("disconnect", async () => {
  await worker.close();
  process.exit();
});

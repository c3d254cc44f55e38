// No-op jobs through BullMQ, its worker in another process. A line {"jobs": n, "outstanding": k} sends n jobs with k on their
// way at a time, and is answered with the seconds from the first submission to the last result.
import { fork } from "node:child_process";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { Queue, QueueEvents } from "bullmq";
import { connection } from "./redis.js";

const PROMPT = "a red circle on a blue background";

const queue = new Queue("noop", {
  connection: connection(),
  defaultJobOptions: { removeOnComplete: { age: 900, count: 1000 }, attempts: 3 },
});
const events = new QueueEvents("noop", { connection: connection() });
events.setMaxListeners(0);
await events.waitUntilReady();
// Standard output is ours: nobody else may write to it.
const worker = fork(new URL("worker.js", import.meta.url), { stdio: ["ignore", 2, 2, "ipc"] });

async function run(jobs, outstanding) {
  let left = jobs;
  const send = async () => {
    while (left-- > 0) {
      const job = await queue.add("draw", { prompt: PROMPT });
      const picture = await job.waitUntilFinished(events);
      if (picture.length < 1) {
        throw new Error("no picture");
      }
    }
  };
  await Promise.all(Array.from({ length: outstanding }, send));
}

await run(1, 1);
const { version } = createRequire(import.meta.url)("bullmq/package.json");
console.log(JSON.stringify({ ready: `BullMQ ${version}, Node.js ${process.versions.node}, concurrency 32` }));
// Each job that is waited for listens to the queue too.
queue.setMaxListeners(0);
for await (const line of createInterface({ input: process.stdin })) {
  const { jobs, outstanding } = JSON.parse(line);
  const begun = performance.now();
  await run(jobs, outstanding);
  console.log(JSON.stringify({ seconds: (performance.now() - begun) / 1000 }));
}
worker.disconnect();
await events.close();
await queue.close();

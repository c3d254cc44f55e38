"""No-op jobs through Celery with Redis as broker and result backend. A line {"jobs": n, "outstanding": k} sends n jobs with k
on their way at a time, and is answered with the seconds from the first submission to the last result."""

import json
import os
import subprocess
import sys
import time

import celery
import redis

from noop import app, draw

PROMPT = "a red circle on a blue background"


class Window:
    """Sends the next job as soon as a result is there; one thread, which reads the results' channel itself."""

    def __init__(self, jobs, outstanding):
        self.left = jobs
        self.outstanding = outstanding
        self.done = 0
        self.jobs = jobs

    def send(self):
        self.left -= 1
        draw.delay(PROMPT).then(self.receive)

    def receive(self, result):
        if len(result.result) < 1:
            raise ValueError("no picture")
        self.done += 1

    def run(self):
        results = app.backend.result_consumer
        while self.done < self.jobs:
            on_their_way = self.jobs - self.left - self.done
            for _ in range(min(self.outstanding - on_their_way, self.left)):
                self.send()
            results.drain_events(timeout=1)


def main():
    processes = os.cpu_count()
    worker = subprocess.Popen(
        [sys.executable, "-m", "celery", "-A", "noop", "worker", "--loglevel=WARNING", "--without-gossip",
         "--without-mingle", f"--concurrency={processes}"],
        stdout=sys.stderr)
    try:
        Window(1, 1).run()
        print(json.dumps({"ready": f"Celery {celery.__version__}, redis-py {redis.__version__}, Python "
                                   f"{sys.version.split()[0]}, prefork with {processes} processes"}), flush=True)
        for line in sys.stdin:
            work = json.loads(line)
            begun = time.perf_counter()
            Window(work["jobs"], work["outstanding"]).run()
            print(json.dumps({"seconds": time.perf_counter() - begun}), flush=True)
    finally:
        worker.terminate()
        worker.wait()


if __name__ == "__main__":
    main()

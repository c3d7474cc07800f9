// Fills another queue with items that do nothing and works through them with so many workers, one by one. Prints the seconds as JSON on its last line.
const url = process.env.INTEGRATIONS_BENCHMARK_POSTGRES;
const [name, count, workers] = [process.argv[2], Number(process.argv[3]), Number(process.argv[4])];

async function graphile() {
  const { makeWorkerUtils, run } = require('graphile-worker');
  const utils = await makeWorkerUtils({ connectionString: url });
  await utils.migrate();
  await utils.withPgClient(c => c.query("select graphile_worker.add_job('nothing', json_build_object('n', n)) from generate_series(1, $1::integer) n", [count]));
  let done = 0;
  let finish;
  const finished = new Promise(resolve => { finish = resolve; });
  const started = process.hrtime.bigint();
  const runner = await run({
    connectionString: url, concurrency: workers, maxPoolSize: workers + 2, noHandleSignals: true, pollInterval: 500, logger: quiet(),
    taskList: { nothing: async () => { if (++done === count) { finish(); } } },
  });
  await finished;
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  await runner.stop();
  await utils.release();
  return seconds;
}

function quiet() {
  const { Logger } = require('graphile-worker');
  return new Logger(() => () => {});
}

// Through fetch and complete: its own loop waits half a second between two fetches.
async function boss() {
  const PgBoss = require('pg-boss');
  const queue = new PgBoss({ connectionString: url, max: workers + 2 });
  await queue.start();
  await queue.createQueue('nothing');
  for (let i = 0; i < count; i += 1000) {
    await queue.insert(Array.from({ length: Math.min(1000, count - i) }, (_, n) => ({ name: 'nothing', data: { n: i + n } })));
  }
  const started = process.hrtime.bigint();
  await Promise.all(Array.from({ length: workers }, async () => {
    for (;;) {
      const jobs = await queue.fetch('nothing');
      if (jobs.length === 0) {
        return;
      }
      await queue.complete('nothing', jobs[0].id);
    }
  }));
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  await queue.stop({ graceful: false });
  return seconds;
}

(name === 'pg-boss' ? boss() : graphile()).then(
  seconds => { console.log(JSON.stringify({ records: count, seconds, cpuSeconds: process.cpuUsage().user / 1e6, peakMemoryBytes: process.resourceUsage().maxRSS * 1024 })); process.exit(0); },
  error => { console.error(error); process.exit(1); });

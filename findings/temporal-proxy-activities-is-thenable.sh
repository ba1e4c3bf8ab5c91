#!/usr/bin/env bash
# Temporal's TypeScript SDK 1.24.0: the object that proxyActivities returns answers any name, `then` among them. Where it leaves an async
# function – a small helper that awaits something and hands back the activities to use – JavaScript takes it for a promise and calls `then`:
# the workflow schedules an activity of that name.
#
# No worker has it, and its failure is retried without end, so that the workflow waits for ever: no error, no log line of the workflow, only
# a pending activity that nobody wrote. Types do not help: the proxy's type has no `then`.
# What one would expect: `then` of the proxy is undefined, as it is of other objects, or the call is refused.
# What follows: return a destructured function or a plain object that holds the proxy from an async function, never the proxy itself.
#
# The server's program: TEMPORAL_CLI_PATH, `temporal` on the PATH, else it is built by Go (about five minutes).
set -euo pipefail
folder=$(mktemp -d); server=''
trap '[ -z "$server" ] || kill "$server"; rm -rf "$folder"' EXIT; cd "$folder"
npm init -y >/dev/null
npm install --no-audit --no-fund --silent @temporalio/{client,worker,workflow}@1.24.0
temporal=${TEMPORAL_CLI_PATH:-$(command -v temporal || true)}
[ -n "$temporal" ] || { GOBIN=$folder go install github.com/temporalio/cli/cmd/temporal@v1.5.1; temporal=$folder/temporal; }
"$temporal" server start-dev --headless --port 17951 --log-level never >/dev/null 2>&1 & server=$!

cat > workflows.mjs <<'JS'
import { proxyActivities, sleep } from '@temporalio/workflow';
const options = { startToCloseTimeout: '1 minute' };
async function whole() {
  await sleep(1);
  return proxyActivities(options);
}
async function inAnObject() {
  await sleep(1);
  return { steps: proxyActivities(options) };
}
export async function handsBackTheProxy() {
  const { greet } = await whole();
  return await greet();
}
export async function handsBackAnObject() {
  const { steps } = await inAnObject();
  return await steps.greet();
}
JS
cat > seen.mjs <<'JS'
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Client } from '@temporalio/client';
import { DefaultLogger, makeTelemetryFilterString, NativeConnection, Runtime, Worker } from '@temporalio/worker';
Runtime.install({
  logger: new DefaultLogger('ERROR', () => undefined),
  telemetryOptions: { logging: { filter: makeTelemetryFilterString({ core: 'ERROR' }), forward: {} } },
});
let connection;
for (let tries = 0; !connection; tries++)
  connection = await NativeConnection.connect({ address: 'localhost:17951' }).catch(async (error) => {
    if (tries === 60) throw error;
    await pause(500);
  });
const client = new Client({ connection });
const worker = await Worker.create({
  connection,
  taskQueue: 'q',
  workflowsPath: fileURLToPath(new URL('workflows.mjs', import.meta.url)),
  activities: { greet: async () => 'hello' },
});
const running = worker.run();
for (const type of ['handsBackAnObject', 'handsBackTheProxy']) {
  const handle = await client.workflow.start(type, { workflowId: type, taskQueue: 'q' });
  let seen;
  while (!seen) {
    await pause(200);
    const { status, raw } = await handle.describe();
    const [pending] = raw.pendingActivities ?? [];
    if (status.name === 'COMPLETED') seen = `completed with ${await handle.result()}`;
    else if (pending?.lastFailure) seen = `waits for the activity "${pending.activityType.name}": ${pending.lastFailure.applicationFailureInfo?.type}`;
  }
  console.log(`${type}: ${seen}`);
}
process.exit(0);
JS
cat > expected <<'TXT'
handsBackAnObject: completed with hello
handsBackTheProxy: waits for the activity "then": NotFoundError
TXT
node seen.mjs | tee seen
diff expected seen && echo 'as described: Temporal TypeScript SDK 1.24.0'

#!/usr/bin/env bash
# Temporal's TypeScript SDK 1.24.0, server 1.29.1: upsertMemo({ key: [] }) removes the key. A memo of the start keeps an empty list.
#
# The documentation says that undefined and null clear a key. The server takes an empty list for that too, as it does for search attributes;
# '', 0, false and {} are kept. workflowInfo().memo of the running workflow still has the list, so that it differs from what describe() and
# lists show. It is the payload's bytes that count: with a payload codec, encryption say, the list is kept. So what is tried without one
# does not hold with one.
# What one would expect: an empty list is a value of a memo like any other.
# What follows: read a missing key as an empty list.
#
# The server's program: TEMPORAL_CLI_PATH, `temporal` on the PATH, else it is built by Go (about five minutes).
set -euo pipefail
folder=$(mktemp -d); server=''
trap '[ -z "$server" ] || kill "$server"; rm -rf "$folder"' EXIT; cd "$folder"
npm init -y >/dev/null
npm install --no-audit --no-fund --silent @temporalio/client@1.24.0 @temporalio/worker@1.24.0 @temporalio/workflow@1.24.0
temporal=${TEMPORAL_CLI_PATH:-$(command -v temporal || true)}
[ -n "$temporal" ] || { GOBIN=$folder go install github.com/temporalio/cli/cmd/temporal@v1.5.1; temporal=$folder/temporal; }
"$temporal" server start-dev --headless --port 17234 --log-level never >/dev/null 2>&1 & server=$!

cat > workflows.mjs <<'JS'
import { upsertMemo, workflowInfo } from '@temporalio/workflow';
export async function upserts() {
  upsertMemo({ list: [], text: '', object: {} });
  return workflowInfo().memo;
}
JS
cat > seen.mjs <<'JS'
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Client } from '@temporalio/client';
import { DefaultLogger, makeTelemetryFilterString, NativeConnection, Runtime, Worker } from '@temporalio/worker';
Runtime.install({
  logger: new DefaultLogger('ERROR'),
  telemetryOptions: { logging: { filter: makeTelemetryFilterString({ core: 'ERROR' }), forward: {} } },
});
let connection;
for (let tries = 0; !connection; tries++)
  try {
    connection = await NativeConnection.connect({ address: 'localhost:17234' });
  } catch (error) {
    if (tries === 60) throw error;
    await sleep(500);
  }
const flipped = (payloads) => payloads.map((payload) => ({ ...payload, data: payload.data?.map((byte) => byte ^ 255) }));
const codec = { encode: async (payloads) => flipped(payloads), decode: async (payloads) => flipped(payloads) };
const shown = (memo) => JSON.stringify(Object.fromEntries(Object.entries(memo).sort()));
for (const [name, dataConverter] of [
  ['plain', {}],
  ['codec', { payloadCodecs: [codec] }],
]) {
  const workflowsPath = fileURLToPath(new URL('workflows.mjs', import.meta.url));
  const worker = await Worker.create({ connection, dataConverter, taskQueue: name, workflowsPath });
  await worker.runUntil(async () => {
    const { workflow } = new Client({ connection, dataConverter });
    const handle = await workflow.start('upserts', { workflowId: name, taskQueue: name, memo: { list: ['before'], atStart: [] } });
    console.log(`${name}, inside:   ${shown(await handle.result())}`);
    console.log(`${name}, describe: ${shown((await handle.describe()).memo)}`);
  });
}
process.exit(0);
JS
cat > expected <<'TXT'
plain, inside:   {"atStart":[],"list":[],"object":{},"text":""}
plain, describe: {"atStart":[],"object":{},"text":""}
codec, inside:   {"atStart":[],"list":[],"object":{},"text":""}
codec, describe: {"atStart":[],"list":[],"object":{},"text":""}
TXT
node seen.mjs | tee seen
diff expected seen && echo 'as described: Temporal TypeScript SDK 1.24.0, server 1.29.1'

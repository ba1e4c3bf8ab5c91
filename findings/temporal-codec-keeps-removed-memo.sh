#!/usr/bin/env bash
# Temporal's TypeScript SDK 1.24.0, server 1.29.1: with a payload codec that encodes every payload, as the encryption samples do,
# upsertMemo({ field: null }) no longer removes the field from the memo.
#
# The SDK documents null and undefined as "remove". What the server looks for is the payload of null itself (encoding binary/null, no data).
# A codec that wraps it makes it a value like any other: the field stays, without a value. The workflow's own view of its memo says that
# it is gone: it takes the field out of workflowInfo().memo by itself, so that workflow and lists disagree.
# What one would expect: removing works the same with a codec, or the codec is not shown what removes.
# What follows: a codec must leave payloads of encoding binary/null as they are. They tell nothing of anybody.
#
# The server's program: TEMPORAL_CLI_PATH, `temporal` on the PATH, else it is built by Go (about five minutes).
set -euo pipefail
folder=$(mktemp -d); server=''
trap '[ -z "$server" ] || kill "$server"; rm -rf "$folder"' EXIT; cd "$folder"
npm init -y >/dev/null
npm install --no-audit --no-fund --silent @temporalio/{client,worker,workflow}@1.24.0
temporal=${TEMPORAL_CLI_PATH:-$(command -v temporal || true)}
[ -n "$temporal" ] || { GOBIN=$folder go install github.com/temporalio/cli/cmd/temporal@v1.5.1; temporal=$folder/temporal; }
"$temporal" server start-dev --headless --port 17952 --log-level never >/dev/null 2>&1 & server=$!

cat > workflows.mjs <<'JS'
import { upsertMemo, workflowInfo } from '@temporalio/workflow';
export async function removes() {
  upsertMemo({ waiting: 'for somebody' });
  upsertMemo({ waiting: null });
  return 'waiting' in (workflowInfo().memo ?? {}) ? 'there' : 'gone';
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
  connection = await NativeConnection.connect({ address: 'localhost:17952' }).catch(async (error) => {
    if (tries === 60) throw error;
    await pause(500);
  });
// Wraps each payload and unwraps it again, as a codec that encrypts does.
const text = (bytes) => Buffer.from(bytes ?? []).toString('base64');
const wrap = ({ metadata, data }) => ({
  metadata: { encoding: Buffer.from('binary/wrapped') },
  data: Buffer.from(JSON.stringify({ encoding: text(metadata.encoding), data: text(data) })),
});
const unwrap = (payload) => {
  if (String(Buffer.from(payload.metadata.encoding)) !== 'binary/wrapped') return payload;
  const { encoding, data } = JSON.parse(String(Buffer.from(payload.data)));
  return { metadata: { encoding: Buffer.from(encoding, 'base64') }, data: Buffer.from(data, 'base64') };
};
const codec = { encode: async (payloads) => payloads.map(wrap), decode: async (payloads) => payloads.map(unwrap) };
for (const [name, dataConverter] of [['no codec', {}], ['a codec that wraps all', { payloadCodecs: [codec] }]]) {
  const client = new Client({ connection, dataConverter });
  const taskQueue = name.replaceAll(' ', '-');
  const worker = await Worker.create({ connection, taskQueue, dataConverter, workflowsPath: fileURLToPath(new URL('workflows.mjs', import.meta.url)) });
  await worker.runUntil(async () => {
    const handle = await client.workflow.start('removes', { workflowId: taskQueue, taskQueue });
    const inside = await handle.result();
    const { memo = {} } = await handle.describe();
    console.log(`${name}: for the workflow ${inside}, for the client ${'waiting' in memo ? 'there' : 'gone'}`);
  });
}
process.exit(0);
JS
cat > expected <<'TXT'
no codec: for the workflow gone, for the client gone
a codec that wraps all: for the workflow gone, for the client there
TXT
node seen.mjs | tee seen
diff expected seen && echo 'as described: Temporal TypeScript SDK 1.24.0, server 1.29.1'

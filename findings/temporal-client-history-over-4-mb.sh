#!/usr/bin/env bash
# Temporal's TypeScript SDK 1.24.0, server 1.29.1: a client over Connection (grpc-js) cannot read a history that holds a few large signals;
# the same call over NativeConnection can.
#
# The server packs a page of history by the number of events, not by bytes, and takes signals of up to 2 MB. Four of them make a page that
# is above grpc-js's limit of 4 MB for a message received, which Connection leaves at its default. NativeConnection (Rust) has no such
# limit. Nothing is retried or split: fetchHistory fails for good, and so does what is built on it.
# What one would expect: a history that the server keeps can be read by its own client.
# What follows: read histories in a worker's process, by NativeConnection, or raise grpc.max_receive_message_length in channelArgs.
#
# The server's program: TEMPORAL_CLI_PATH, `temporal` on the PATH, else it is built by Go (about five minutes).
set -euo pipefail
folder=$(mktemp -d); server=''
trap '[ -z "$server" ] || kill "$server"; rm -rf "$folder"' EXIT; cd "$folder"
npm init -y >/dev/null
npm install --no-audit --no-fund --silent @temporalio/client@1.24.0 @temporalio/worker@1.24.0
temporal=${TEMPORAL_CLI_PATH:-$(command -v temporal || true)}
[ -n "$temporal" ] || { GOBIN=$folder go install github.com/temporalio/cli/cmd/temporal@v1.5.1; temporal=$folder/temporal; }
"$temporal" server start-dev --headless --port 17233 --log-level never >/dev/null 2>&1 & server=$!

cat > seen.mjs <<'JS'
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime } from '@temporalio/worker';
Runtime.install({ logger: new DefaultLogger('ERROR') });
const address = 'localhost:17233';
const connected = async (connect) => {
  for (let tries = 0; ; tries++)
    try {
      return new Client({ connection: await connect({ address }) });
    } catch (error) {
      if (tries === 60) throw error;
      await sleep(500);
    }
};
const client = await connected((options) => Connection.connect(options));
const handle = await client.workflow.start('any', { workflowId: 'with-large-signals', taskQueue: 'nobody-works-here' });
for (let count = 0; count < 4; count++) await handle.signal('large', 'x'.repeat(1_500_000));
const read = async (of) => {
  try {
    const { events } = await of.workflow.getHandle('with-large-signals').fetchHistory();
    return `${events.filter((event) => event.workflowExecutionSignaledEventAttributes).length} signals read`;
  } catch (error) {
    return `${error.name}: ${/RESOURCE_EXHAUSTED: Received message larger than max/.exec(String(error.cause ?? error))?.[0]}`;
  }
};
console.log(`Connection:       ${await read(client)}`);
console.log(`NativeConnection: ${await read(await connected((options) => NativeConnection.connect(options)))}`);
process.exit(0);
JS
node seen.mjs | tee seen
cat > expected <<'TXT'
Connection:       Error: RESOURCE_EXHAUSTED: Received message larger than max
NativeConnection: 4 signals read
TXT
diff expected seen && echo 'as described: Temporal TypeScript SDK 1.24.0, server 1.29.1'

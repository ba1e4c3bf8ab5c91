import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { createEncryptionCodec } from '../../src/encryption/codec.js';
import { decodeIn } from '../../src/encryption/payload-json.js';
import { ENCRYPTION } from '../support/encryption.js';
import { Rig } from '../support/rig.js';
import { startStandIn } from '../support/stand-in.js';
import { stopTemporal } from '../support/temporal.js';
import { WAYS } from './ways.js';
import { settings, type Way } from './ways/way.js';

/**
 * Records the history of every way that has none yet: `node --import tsx test/histories/record.ts [type/way …]`.
 *
 * A recorded history stands for hires that are open while a new version is deployed: it is never overwritten. When one may be deleted and
 * recorded anew, and when a change needs `patched()`: CONTRIBUTING.md, Histories.
 */
const wanted = process.argv.slice(2);
for (const [name, way] of WAYS) {
  const file = new URL(`${name}.json`, import.meta.url);
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  await mkdir(new URL('.', file), { recursive: true });
  if (!existsSync(file)) await writeFile(file, await record(way), { flag: 'wx' });
  else if (wanted.length > 0) throw new Error(`${name}.json exists; a recorded history is never overwritten`);
}
await stopTemporal();

async function record({ go, chat: status, ...options }: Way): Promise<string> {
  const chat = status === undefined ? undefined : await startStandIn((_request, response) => response.writeHead(status).end());
  const rig = await Rig.start({ ...(chat && settings({ chat: { url: chat.url, format: 'slack' } })), ...options });
  const { id, runId } = await go(rig);
  const history = await rig.client.workflow.getHandle(id, runId).fetchHistory();
  await rig.stop();
  await chat?.close();
  return withoutMachine(await decodeIn(JSON.parse(historyToJSON(history)), createEncryptionCodec(ENCRYPTION.keys)));
}

/** Who ran it, and where, is nobody's business and of no use to a replay. */
function withoutMachine(history: unknown): string {
  const scrubbed: unknown = JSON.parse(JSON.stringify(history), (key, value: unknown) => {
    if (key === 'identity') return 'recorded';
    if (key === 'stackTrace') return '';
    return typeof value === 'string' ? value.replaceAll(hostname(), 'host') : value;
  });
  return `${JSON.stringify(scrubbed, undefined, 1)}\n`;
}

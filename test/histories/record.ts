import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { Rig } from '../support/rig.js';
import { stopTemporal } from '../support/temporal.js';
import { WAYS, type Way } from './ways.js';

/**
 * Records the history of every way that has none yet: `node --import tsx test/histories/record.ts [way …]`.
 *
 * A recorded history stands for hires that are open while a new version is deployed: it is never overwritten. When one may be deleted and
 * recorded anew, and when a change needs `patched()`: CONTRIBUTING.md, Histories.
 */
const wanted = process.argv.slice(2);
for (const [name, way] of Object.entries(WAYS)) {
  const file = new URL(`${name}.json`, import.meta.url);
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  if (!existsSync(file)) await writeFile(file, await record(way), { flag: 'wx' });
  else if (wanted.length > 0) throw new Error(`${name}.json exists; a recorded history is never overwritten`);
}
await stopTemporal();

async function record({ go, ...changes }: Way): Promise<string> {
  const rig = await Rig.start({ connection: (settings) => ({ ...settings, ...changes }) });
  const history = await rig.handle(await go(rig)).fetchHistory();
  await rig.stop();
  return withoutMachine(historyToJSON(history));
}

/** Who ran it, and where, is nobody's business and of no use to a replay. */
function withoutMachine(json: string): string {
  const scrubbed: unknown = JSON.parse(json, (key, value: unknown) => {
    if (key === 'identity') return 'recorded';
    if (key === 'stackTrace') return '';
    return typeof value === 'string' ? value.replaceAll(hostname(), 'host') : value;
  });
  return `${JSON.stringify(scrubbed, undefined, 1)}\n`;
}

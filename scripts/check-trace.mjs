// node --import tsx scripts/check-trace.mjs trace.json: where a traced account (npx hire trace) answers otherwise than documented.
import { readTrace } from '../sandbox/shaping.ts';
import { FLATCHR } from '../test/conformance/flatchr.ts';
import { LUCCA } from '../test/conformance/lucca.ts';
import { differencesOf } from '../test/conformance/traced.ts';

const { lucca, flatchr } = readTrace(process.argv[2] ?? 'trace.json');
tell('Lucca', differencesOf(LUCCA, lucca));
tell('Flatchr', differencesOf(FLATCHR, flatchr));

/** @param {string} system @param {string[]} found */
function tell(system, found) {
  console.log(`${system}: ${found.length === 0 ? 'as documented' : `${found.length} places are other than documented`}`);
  for (const line of found) console.log(`  ${line}`);
}

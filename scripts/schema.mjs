// Writes connector.schema.json from the zod schema; with --check it only says whether the file is up to date.
// Run as: node --import tsx scripts/schema.mjs [--check]
import { readFileSync, writeFileSync } from 'node:fs';
import { configJsonSchema } from '../src/config/json-schema.ts';

const file = new URL('../connector.schema.json', import.meta.url);
const wanted = `${JSON.stringify(configJsonSchema(), null, 2)}\n`;

if (!process.argv.includes('--check')) {
  writeFileSync(file, wanted);
} else if (readFileSync(file, 'utf8') !== wanted) {
  console.error('connector.schema.json is out of date. Run: node --import tsx scripts/schema.mjs');
  process.exitCode = 1;
}

#!/usr/bin/env node
import { existsSync } from 'node:fs';

const program = new URL('../lib/src/cli.js', import.meta.url);
if (existsSync(program)) {
  await import(program.href);
} else {
  process.stderr.write('The hire command is not built yet. Remedy: run `npm run build` in its folder.\n');
  process.exitCode = 1;
}

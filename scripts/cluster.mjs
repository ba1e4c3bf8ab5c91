// npm run cluster -- start|stop|status: a real Temporal cluster on PostgreSQL, for tests. It stays until it is stopped.
import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ensureInstalled, fail } from './setup.mjs';
import { ensurePostgres, postgresIsUp, startPostgres, stopPostgres } from './cluster/postgres.mjs';
import { ADDRESS, ensureServer, prepareStores, serverProcess, startServer, stopServer } from './cluster/temporal.mjs';

ensureInstalled();
const { tsImport } = await import('tsx/esm/api');
const { readEnvironment } = await tsImport('../src/config/env.ts', import.meta.url);
const processes = await tsImport('../src/temporal-server/running-process.ts', import.meta.url);

const { cacheDir } = readEnvironment();
// PostgreSQL never runs as root, and its user may not enter root's home.
const folder = process.getuid?.() === 0 ? '/var/lib/flatchr-lucca-hire' : join(cacheDir, 'cluster');
const [command = 'start'] = process.argv.slice(2);

if (command === 'start') {
  const postgres = ensurePostgres();
  const programs = ensureServer(cacheDir);
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o711);
  startPostgres(postgres, folder);
  prepareStores(programs);
  await startServer(programs, folder, processes);
  console.log(`Temporal answers at ${ADDRESS}. \`npm run test:cluster\` runs scenarios on it; \`npm run cluster -- stop\` ends it.`);
} else if (command === 'stop') {
  await stopServer(folder, processes);
  stopPostgres(folder);
  console.log('Stopped. The data stay.');
} else if (command === 'status') {
  const up = serverProcess(folder, processes) !== undefined;
  console.log(`Temporal ${up ? `runs at ${ADDRESS}` : 'does not run'}; PostgreSQL ${postgresIsUp(folder) ? 'runs' : 'does not run'}`);
  process.exitCode = up ? 0 : 1;
} else {
  fail(`${command} is no command. Use: npm run cluster -- start|stop|status`);
}

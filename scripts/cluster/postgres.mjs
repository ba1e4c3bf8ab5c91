// A PostgreSQL of its own beside the system's: own port, own data folder, an unprivileged user.
import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fail, onPath, run } from '../setup.mjs';

export const POSTGRES_PORT = 10432;
export const POSTGRES_USER = 'temporal';

const DEBIAN_FOLDER = '/usr/lib/postgresql';

/** Folder of PostgreSQL's programs; installs the system's package where there is none. */
export function ensurePostgres() {
  const found = programs();
  if (found) return found;
  if (process.getuid?.() !== 0 || !onPath('apt-get')) {
    return fail('PostgreSQL is missing. Remedy: install it, version 12 or later, with its server programs (initdb, pg_ctl).');
  }
  console.log('Installing PostgreSQL …');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  run('apt-get', ['update', '-qq'], { env });
  run('apt-get', ['install', '-qq', '-y', '--no-install-recommends', 'postgresql'], { env });
  return programs() ?? fail('PostgreSQL could not be installed. Remedy: see above, or install it by hand.');
}

function programs() {
  const versions = existsSync(DEBIAN_FOLDER) ? readdirSync(DEBIAN_FOLDER).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = versions.map((version) => join(DEBIAN_FOLDER, version, 'bin')).filter((folder) => existsSync(join(folder, 'initdb')));
  const initdb = onPath('initdb');
  return folders[0] ?? (initdb && join(initdb, '..'));
}

/** Starts it on its data in `folder`, made if need be. */
export function startPostgres(bin, folder) {
  const data = join(folder, 'postgres');
  const as = unprivileged();
  if (!existsSync(join(data, 'PG_VERSION'))) {
    mkdirSync(data, { recursive: true, mode: 0o700 });
    if (as.uid !== undefined) chownSync(data, as.uid, as.gid);
    must(join(bin, 'initdb'), ['-D', data, '-U', POSTGRES_USER, '-A', 'trust', '-E', 'UTF8', '--no-locale'], as);
  }
  if (isUp(bin, data, as)) return;
  const options = `-p ${POSTGRES_PORT} -c listen_addresses=127.0.0.1 -c unix_socket_directories=''`;
  must(join(bin, 'pg_ctl'), ['-D', data, '-w', '-l', join(data, 'log'), '-o', options, 'start'], as);
}

export function stopPostgres(folder) {
  if (!postgresIsUp(folder)) return;
  const [bin, data, as] = [programs(), join(folder, 'postgres'), unprivileged()];
  must(join(bin, 'pg_ctl'), ['-D', data, '-w', '-m', 'fast', 'stop'], as);
}

export function postgresIsUp(folder) {
  const bin = programs();
  return bin !== undefined && isUp(bin, join(folder, 'postgres'), unprivileged());
}

function isUp(bin, data, as) {
  return spawnSync(join(bin, 'pg_ctl'), ['-D', data, 'status'], { ...as, cwd: '/' }).status === 0;
}

/** PostgreSQL refuses to run as root: its package brings a user. */
function unprivileged() {
  if (process.getuid?.() !== 0) return {};
  const id = (flag) => Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout);
  return { uid: id('-u'), gid: id('-g') };
}

function must(program, args, as) {
  const { status, stderr, error } = spawnSync(program, args, { ...as, cwd: '/', stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' });
  if (status !== 0) fail(`${program} failed: ${error?.message ?? stderr}`);
}

import { execFile } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { buildServer, downloadServer, type Produce } from './fetch-server.js';

/** Version of the Temporal CLI that is built where nothing else is there: the last one that `go install` can build. */
const CLI_VERSION = '1.5.1';

export interface FindServerOptions {
  /** TEMPORAL_CLI_PATH: no other program is looked for then. */
  readonly cliPath: string | undefined;
  /** Folders of programs, as in PATH. */
  readonly path: string;
  /** Folder that outlives `node_modules`. */
  readonly cacheDir: string;
  /** Takes lines for a person who waits. */
  readonly log: (line: string) => void;
  /** The ways to get a program that is not there; by default the SDK's download and a build with Go. */
  readonly download?: Produce;
  readonly build?: Produce;
}

/**
 * Path of a Temporal CLI program. Looks at TEMPORAL_CLI_PATH, the PATH and the cache, then lets the SDK download one, and last
 * builds one with Go.
 * @throws {Error} one that names all five ways, when none works.
 */
export async function findServer(options: FindServerOptions): Promise<string> {
  const { cliPath, path, cacheDir, log, download = downloadServer, build = buildServer(CLI_VERSION) } = options;
  if (cliPath !== undefined) {
    if (await isTemporal(cliPath)) return cliPath;
    throw new Error('TEMPORAL_CLI_PATH names no Temporal CLI that can be run. Remedy: correct it, or unset it to have one found.');
  }

  const built = join(cacheDir, `temporal-cli-${CLI_VERSION}`, 'temporal');
  const downloaded = join(cacheDir, 'temporal-cli-download', 'temporal');
  const onPath = path
    .split(delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, 'temporal'));
  for (const program of [...onPath, built, downloaded]) {
    if (await isTemporal(program)) return program;
  }

  const failures: string[] = [];
  for (const [produce, program] of [
    [download, downloaded],
    [build, built],
  ] as const) {
    try {
      await produce({ program, cacheDir, log });
      if (await isTemporal(program)) return program;
      failures.push('what came cannot be run');
    } catch (error) {
      failures.push(error instanceof Error ? error.message : String(error));
    }
  }
  throw new Error(
    [
      'No Temporal server program. Any one of these five will do:',
      '1. set TEMPORAL_CLI_PATH to a Temporal CLI (not set),',
      '2. put `temporal` on the PATH (not there),',
      `3. put it into the cache, as ${built} (not there),`,
      `4. let the SDK download it: make temporal.download reachable (${failures[0]}),`,
      `5. install Go 1.25 or later, so that it can be built (${failures[1]}).`,
    ].join('\n'),
  );
}

const run = promisify(execFile);

/** Whether a program is there, can be run, and is the Temporal CLI. */
async function isTemporal(program: string): Promise<boolean> {
  try {
    await access(program, constants.X_OK);
    const { stdout } = await run(program, ['--version'], { timeout: 20_000 });
    return stdout.startsWith('temporal version');
  } catch {
    return false;
  }
}

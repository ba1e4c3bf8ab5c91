import { fork, spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A way to get a Temporal CLI program to its place. Fails with a sentence that says why it cannot. */
export type Produce = (target: Target) => Promise<void>;

interface Target {
  /** Where the program is wanted. */
  readonly program: string;
  /** On the same file system as the program. */
  readonly cacheDir: string;
  readonly log: (line: string) => void;
}

const DAY_MS = 86_400_000;
const DOWNLOAD_TIMEOUT_MS = 180_000;
const PROGRESS_MS = 15_000;

/** The SDK's own download. It runs in a process of its own, since it cannot be stopped otherwise. */
export const downloadServer: Produce = (target) =>
  intoPlace(target, async (folder) => {
    const child = fork(fileURLToPath(new URL('./sdk-download.js', import.meta.url)), [folder], {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      timeout: DOWNLOAD_TIMEOUT_MS,
      killSignal: 'SIGKILL',
    });
    await succeeded(child, 'the download failed');
    const [file] = (await readdir(folder)).filter((name) => name.startsWith('temporal'));
    if (file === undefined) throw new Error('the download left no program');
    return file;
  });

/** `go install` of the Temporal CLI, which holds the server. */
export function buildServer(version: string): Produce {
  return (target) =>
    intoPlace(target, async (folder) => {
      target.log(`Building the Temporal server ${version} with Go. This takes about 5 minutes, once.`);
      // env(1) rather than a copy of the environment: only src/config reads that
      const child = spawn('env', [`GOBIN=${folder}`, 'go', 'install', '-v', `github.com/temporalio/cli/cmd/temporal@v${version}`], {
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      let packages = 0;
      createInterface({ input: child.stderr }).on('line', () => packages++);
      let seconds = 0;
      const progress = setInterval(() => {
        seconds += PROGRESS_MS / 1000;
        target.log(`  still building: ${seconds} s, ${packages} packages so far`);
      }, PROGRESS_MS);
      try {
        await succeeded(child, 'go install failed');
      } finally {
        clearInterval(progress);
      }
      return 'temporal';
    });
}

/**
 * Lets a program come about in a folder of its own and moves it to its place when it is whole: nobody ever takes a half one for
 * a program, and two processes at once do not disturb each other.
 */
async function intoPlace({ program, cacheDir }: Target, fetch: (folder: string) => Promise<string>): Promise<void> {
  await mkdir(dirname(program), { recursive: true });
  await removeAbandoned(cacheDir);
  const folder = await mkdtemp(join(cacheDir, UNFINISHED));
  try {
    const file = join(folder, await fetch(folder));
    await chmod(file, 0o755);
    await rename(file, program);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const UNFINISHED = 'unfinished-';

async function removeAbandoned(cacheDir: string): Promise<void> {
  for (const name of await readdir(cacheDir)) {
    if (!name.startsWith(UNFINISHED)) continue;
    const folder = join(cacheDir, name);
    const { mtimeMs } = await stat(folder).catch(() => ({ mtimeMs: Infinity })); // gone in the meantime
    if (Date.now() - mtimeMs > DAY_MS) await rm(folder, { recursive: true, force: true });
  }
}

/** Waits for a process; when it fails, its last words are the reason. */
function succeeded(child: ReturnType<typeof spawn>, failure: string): Promise<void> {
  let lastLine = '';
  if (child.stderr !== null) createInterface({ input: child.stderr }).on('line', (line) => (lastLine = line.trim() || lastLine));
  return new Promise((resolve, reject) => {
    child.once('error', (error) => reject(new Error(`${failure}: ${error.message}`)));
    child.once('close', (code, signal) => {
      if (code === 0) resolve();
      else reject(new Error(`${failure}: ${signal === null ? lastLine || `exit code ${code}` : 'it took too long'}`));
    });
  });
}

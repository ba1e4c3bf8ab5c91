import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buildServer, type Produce } from '../../src/temporal-server/fetch-server.js';
import { findServer, type FindServerOptions } from '../../src/temporal-server/find-server.js';

const WORKING = '#!/bin/sh\necho temporal version 1.5.1\n';

describe('Temporal server program', () => {
  let folder: string;
  let cacheDir: string;
  let bin: string;
  let built: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'find-server-'));
    cacheDir = join(folder, 'cache');
    bin = join(folder, 'bin');
    built = join(cacheDir, 'temporal-cli-1.5.1', 'temporal');
    mkdirSync(cacheDir);
    mkdirSync(bin);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const fails =
    (reason: string): Produce =>
    () =>
      Promise.reject(new Error(reason));
  const produces: Produce = async ({ program }) => void putProgram(program);
  const find = (options: Partial<FindServerOptions> = {}) =>
    findServer({ cliPath: undefined, path: '', cacheDir, log: () => {}, download: fails('no network'), build: fails('no Go'), ...options });

  it('is looked for at TEMPORAL_CLI_PATH, the PATH, the cache, the download and the build, in this order', async () => {
    const chosen = putProgram(join(folder, 'chosen'));
    const onPath = putProgram(join(bin, 'temporal'));
    putProgram(built);
    const all = { cliPath: chosen, path: `/nowhere::${bin}`, download: produces, build: produces };
    assert.equal(await find(all), chosen);
    assert.equal(await find({ ...all, cliPath: undefined }), onPath);
    rmSync(onPath);
    assert.equal(await find({ ...all, cliPath: undefined }), built);
    rmSync(built);
    const downloaded = await find({ ...all, cliPath: undefined, build: fails('not to be asked') });
    assert.equal(downloaded, join(cacheDir, 'temporal-cli-download', 'temporal'));
    assert.equal(await find(), downloaded, 'the next time it is in the cache');
    rmSync(downloaded);
    assert.equal(await find({ build: produces }), built);
    assert.equal(await find(), built);
  });

  it('must be a Temporal CLI that runs', async () => {
    putProgram(join(bin, 'temporal'), '#!/bin/sh\necho some other program\n');
    putProgram(built, '#!/bin/sh\nexit 1\n');
    await assert.rejects(find({ download: async ({ program }) => void putProgram(program, 'not a program') }), /what came cannot be run/);
    assert.equal(await find({ path: bin, download: produces }), join(cacheDir, 'temporal-cli-download', 'temporal'));
  });

  it('is not replaced by another when TEMPORAL_CLI_PATH is wrong', async () => {
    putProgram(built);
    await assert.rejects(
      find({ cliPath: join(folder, 'none') }),
      /^Error: TEMPORAL_CLI_PATH names no Temporal CLI that can be run\. Remedy: /,
    );
  });

  it('is asked for in one message with all five ways when there is none', async () => {
    await assert.rejects(find(), (error) => {
      assert(error instanceof Error);
      const ways = [/TEMPORAL_CLI_PATH/, /on the PATH/, /into the cache/, /download it.*\(no network\)/, /install Go .*\(no Go\)/];
      ways.forEach((way, index) => assert.match(error.message.split('\n')[index + 1] ?? '', way));
      return true;
    });
  });

  describe('built with Go', () => {
    const { PATH } = process.env;
    afterEach(() => {
      process.env['PATH'] = PATH;
    });

    /** Puts a program in the place of Go that runs the script. */
    const withGo = (script: string) => {
      putProgram(join(bin, 'go'), `#!/bin/sh\n${script}\n`);
      process.env['PATH'] = `${bin}:${PATH}`;
      const lines: string[] = [];
      return { lines, build: () => buildServer('1.5.1')({ program: built, cacheDir, log: (line) => lines.push(line) }) };
    };

    it('asks for the pinned version, says how long it takes, and leaves the program only', async () => {
      const { lines, build } = withGo('echo "$@" > "$GOBIN/../asked"; echo compiling >&2; echo hello > "$GOBIN/temporal"');
      await build();
      assert.equal(readFileSync(join(cacheDir, 'asked'), 'utf8').trim(), 'install -v github.com/temporalio/cli/cmd/temporal@v1.5.1');
      assert.match(lines[0] ?? '', /about 5 minutes, once/);
      assert.equal(readFileSync(built, 'utf8'), 'hello\n');
      assert.deepEqual(readdirSync(cacheDir).sort(), ['asked', 'temporal-cli-1.5.1']);
    });

    it('is no program before it is whole', async () => {
      const { build } = withGo(`echo half > "$GOBIN/temporal"; test -e '${built}' && echo there >&2; echo out of disk >&2; exit 1`);
      await assert.rejects(build(), { message: 'go install failed: out of disk' });
      assert.equal(existsSync(built), false);
      assert.deepEqual(readdirSync(cacheDir), ['temporal-cli-1.5.1']);
    });

    it('may be built by two processes at once', async () => {
      const { build } = withGo('sleep 0.2; echo hello > "$GOBIN/temporal"');
      await Promise.all([build(), build()]);
      assert.equal(readFileSync(built, 'utf8'), 'hello\n');
    });

    it('clears away what an interrupted build left a day ago', async () => {
      for (const [name, ageMs] of [
        ['unfinished-old', 90_000_000],
        ['unfinished-new', 0],
      ] as const) {
        mkdirSync(join(cacheDir, name));
        const time = new Date(Date.now() - ageMs);
        utimesSync(join(cacheDir, name), time, time);
      }
      await withGo('echo hello > "$GOBIN/temporal"').build();
      assert.deepEqual(readdirSync(cacheDir).sort(), ['temporal-cli-1.5.1', 'unfinished-new']);
    });

    it('says when Go is missing', async () => {
      const { build } = withGo('true');
      process.env['PATH'] = '/usr/bin/none';
      await assert.rejects(build(), /^Error: go install failed: /);
    });
  });
});

function putProgram(path: string, script = WORKING): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, script);
  chmodSync(path, 0o755);
  return path;
}

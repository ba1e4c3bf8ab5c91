import assert from 'node:assert/strict';
import { Supervisor, type Running } from '../src/supervise.js';

/** Starts things whose end the test decides, in virtual time. */
class World {
  readonly ends: ((reason: string) => void)[] = [];
  readonly pauses: number[] = [];
  readonly warnings: string[] = [];
  readonly stopping = new AbortController();
  stopped = 0;
  time = 0;
  /** How many of the next starts fail. */
  failing = 0;
  /** Starts take until then. */
  until: Promise<void> = Promise.resolve();

  readonly start = async (): Promise<Running> => {
    if (this.failing > 0) {
      this.failing--;
      throw new Error('Port 7233 is in use');
    }
    await this.until;
    const ended = new Promise<string>((resolve) => this.ends.push(resolve));
    return { ended, stop: async () => void this.stopped++ };
  };

  async supervise(): Promise<Supervisor<Running>> {
    return await Supervisor.start(this.start, {
      what: 'The server',
      signal: this.stopping.signal,
      warn: (message) => this.warnings.push(message),
      sleep: async (ms) => {
        this.pauses.push(ms);
        this.time += ms;
      },
      now: () => this.time,
    });
  }

  /** The one that runs now ends, and what follows from it happens. */
  async end(reason = 'killed'): Promise<void> {
    this.ends.at(-1)?.(reason);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

describe('what should run for as long as its process', () => {
  let world: World;
  beforeEach(() => (world = new World()));

  it('is started again when it ends, later each time', async () => {
    const supervisor = await world.supervise();
    const first = supervisor.current;
    for (let i = 0; i < 3; i++) await world.end();
    assert.equal(world.ends.length, 4);
    assert.notEqual(supervisor.current, first);
    assert.deepEqual(world.pauses, [500, 1_000, 2_000]);
    assert.equal(world.warnings[0], 'The server has ended (killed): it is started again in 0.5 s');
  });

  it('counts as recovered once it has run for a minute', async () => {
    await world.supervise();
    for (let i = 0; i < 20; i++) {
      world.time += 60_000;
      await world.end();
    }
    assert.deepEqual(world.pauses, Array(20).fill(500));
  });

  it('is given up after repeated failure, with one sentence, for what runs the process to act', async () => {
    const supervisor = await world.supervise();
    world.failing = Infinity;
    await world.end();
    await assert.rejects(supervisor.lasting, {
      message: 'The server has ended 7 times in a row and is given up. The last time: Port 7233 is in use',
    });
    assert.equal(
      world.pauses.reduce((a, b) => a + b),
      31_500,
    );
    assert.equal(world.ends.length, 1);
  });

  it('survives starts that fail', async () => {
    const supervisor = await world.supervise();
    world.failing = 2;
    await world.end();
    assert.equal(world.ends.length, 2);
    assert.deepEqual(world.pauses, [500, 1_000, 2_000]);
    world.stopping.abort();
    await supervisor.lasting;
  });

  it('is not started again once it is told to end', async () => {
    const supervisor = await world.supervise();
    world.stopping.abort();
    await supervisor.stop();
    await world.end();
    assert.deepEqual([world.ends.length, world.stopped, world.pauses], [1, 1, []]);
  });

  it('that was being started when it was told to end is stopped', async () => {
    const supervisor = await world.supervise();
    let ready: () => void = assert.fail;
    world.until = new Promise((resolve) => (ready = resolve));
    await world.end();
    world.stopping.abort();
    const stopped = supervisor.stop();
    ready();
    await stopped;
    assert.deepEqual([world.ends.length, world.stopped], [2, 1]);
  });

  it('cannot begin with a failure', async () => {
    world.failing = 1;
    await assert.rejects(world.supervise(), /Port 7233/);
  });
});

import assert from 'node:assert/strict';
import { Writable } from 'node:stream';
import { sturdy } from '../src/output.js';

/** A stream whose reader takes what it has when it is told to. */
class Slow extends Writable {
  readonly taken: string[] = [];
  #take: (() => void)[] = [];
  failing = false;

  override _write(chunk: Buffer, _encoding: string, done: (error?: Error) => void): void {
    if (this.failing) return done(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }));
    this.#take.push(() => {
      this.taken.push(chunk.toString());
      done();
    });
  }

  read(): void {
    for (;;) {
      const take = this.#take.shift();
      if (!take) return;
      take();
    }
  }
}

describe('output of a service', () => {
  it('survives a reader that goes away', async () => {
    const stream = new Slow({ autoDestroy: false, emitClose: false });
    const output = sturdy(stream);
    stream.failing = true;
    output.write('nobody reads it\n');
    await output.flushed(60_000);
  });

  it('does not grow for a reader that has stopped reading', () => {
    const stream = new Slow();
    const output = sturdy(stream);
    for (let i = 0; i < 1_000; i++) output.write('x'.repeat(10_000));
    assert.ok(stream.writableLength < 1_100_000, `${stream.writableLength} bytes wait`);
  });

  it('waits at the end for what is still to be read, and not for ever', async () => {
    const stream = new Slow();
    const output = sturdy(stream);
    output.write('a line\n');
    await output.flushed(30);
    assert.deepEqual(stream.taken, []);
    setTimeout(() => stream.read(), 30);
    await output.flushed(60_000);
    assert.deepEqual(stream.taken, ['a line\n']);
  });
});

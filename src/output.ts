import type { Writable } from 'node:stream';

/** Kept for a reader that is slow; what comes on top is lost. */
const MAX_WAITING_BYTES = 1024 * 1024;
const POLL_MS = 20;

/** Where lines go that somebody may read, or nobody. */
export interface Output {
  write(text: string): void;
  /** Resolves when all is written, nobody is left to read it, or after the time-out in milliseconds. */
  flushed(timeoutMs: number): Promise<void>;
}

/**
 * A service's standard output: whoever reads it may stop reading, go away and come back.
 *
 * 1. A write never waits: what a slow reader has not taken is kept up to a bound, and what is more is dropped.
 * 2. A write never fails: the errors of the stream (EPIPE, EIO of a closed terminal, a full disk) are nobody's business.
 *
 * The stream has to be Node's own: it writes to a pipe without blocking, as `pino.destination` does not.
 */
export function sturdy(stream: Pick<Writable, 'write' | 'on' | 'writableLength'>): Output {
  const reader = { gone: false };
  stream.on('error', () => (reader.gone = true));
  return {
    write(text) {
      if (stream.writableLength > MAX_WAITING_BYTES) return;
      reader.gone = false; // it may be back
      stream.write(text);
    },
    async flushed(timeoutMs) {
      const deadline = performance.now() + timeoutMs;
      while (!reader.gone && stream.writableLength > 0 && performance.now() < deadline)
        await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    },
  };
}

export const stdout = sturdy(process.stdout);
export const stderr = sturdy(process.stderr);

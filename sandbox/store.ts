import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** State in memory, mirrored to a file on each change. Parts are replaced on reset, so read `store.state.part` afresh. */
export interface Store<T extends object> {
  readonly state: T;
  /** Call after each change of `part`, before anyone is told of it. */
  save(part: keyof T & string): void;
  /** Replaces all parts. */
  reset(state: T): void;
}

/**
 * Opens the store: from `file` when it is set and exists, else from `initial`.
 *
 * Writes are synchronous and atomic (a whole new file, renamed over the old one): what was answered survives a SIGKILL of this process.
 * @throws SyntaxError when the file is no JSON.
 */
export function openStore<T extends object>(file: string | undefined, initial: () => T): Store<T> {
  const state = restore(file, initial);
  // Each part's JSON is kept, so that one more mail does not cost the serialisation of all employees.
  const parts = new Map(Object.entries(state).map(([part, value]) => [part, JSON.stringify(value)]));

  function write(): void {
    if (file === undefined) return;
    const json = `{${[...parts].map(([part, value]) => `${JSON.stringify(part)}:${value}`).join(',\n')}}\n`;
    writeFileSync(`${file}.new`, json, { mode: 0o600 }); // it holds names and addresses
    renameSync(`${file}.new`, file);
  }

  if (file !== undefined) mkdirSync(dirname(file), { recursive: true });
  write();
  return {
    state,
    save(part) {
      if (file === undefined) return;
      parts.set(part, JSON.stringify(state[part]));
      write();
    },
    reset(next) {
      Object.assign(state, next);
      for (const [part, value] of Object.entries(state)) parts.set(part, JSON.stringify(value));
      write();
    },
  };
}

function restore<T extends object>(file: string | undefined, initial: () => T): T {
  const fresh = initial();
  if (file === undefined) return fresh;
  try {
    // The file is written by `write` alone; parts that a later version adds come from `initial`.
    return { ...fresh, ...(JSON.parse(readFileSync(file, 'utf8')) as Partial<T>) };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return fresh;
    throw error;
  }
}

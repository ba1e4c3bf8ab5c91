import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const runningProcess = z.object({ pid: z.int().positive(), started: z.string() });
const recordSchema = z.object({
  server: runningProcess,
  /** The process that stops the server in the end. */
  owner: runningProcess,
  port: z.int(),
  uiPort: z.int(),
  namespace: z.string(),
  codecUrl: z.string().optional(),
});

/** What DATA_DIR remembers of the server that runs on it. */
export type ServerRecord = z.output<typeof recordSchema>;

/** The record; undefined when there is none, or none that can be read. */
export function readRecord(dataDir: string): ServerRecord | undefined {
  try {
    return recordSchema.safeParse(JSON.parse(readFileSync(recordPath(dataDir), 'utf8'))).data;
  } catch {
    return undefined;
  }
}

/** Writes the record at once and whole: the process may be killed at any moment. */
export function writeRecord(dataDir: string, record: ServerRecord): void {
  const path = recordPath(dataDir);
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(record), { mode: 0o600 });
  renameSync(draft, path);
}

/** Forgets the server. */
export function removeRecord(dataDir: string): void {
  rmSync(recordPath(dataDir), { force: true });
}

function recordPath(dataDir: string): string {
  return join(dataDir, 'temporal.pid.json');
}

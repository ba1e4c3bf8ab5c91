import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** A process that can be told from a later one with the same number. */
export interface RunningProcess {
  readonly pid: number;
  /** Its start, as the system counts. */
  readonly started: string;
}

/** The process with this number; undefined when there is none, or only its remains. */
export function runningProcess(pid: number): RunningProcess | undefined {
  const started = process.platform === 'linux' ? startOnLinux(pid) : startFromPs(pid);
  return started === undefined ? undefined : { pid, started };
}

/** Whether it is still that very process. */
export function isRunning({ pid, started }: RunningProcess): boolean {
  return runningProcess(pid)?.started === started;
}

/** Asks a process to end, and makes it when it has not after the grace time. Returns when it is gone. */
export async function endProcess(target: RunningProcess, graceMs: number): Promise<void> {
  if (!signal(target, 'SIGTERM')) return;
  if (await isGoneWithin(target, graceMs)) return;
  signal(target, 'SIGKILL');
  await isGoneWithin(target, graceMs);
}

function signal(target: RunningProcess, name: NodeJS.Signals): boolean {
  try {
    return isRunning(target) && process.kill(target.pid, name);
  } catch {
    return false; // it ended in between
  }
}

async function isGoneWithin(target: RunningProcess, timeoutMs: number): Promise<boolean> {
  const POLL_MS = 50;
  for (let waitedMs = 0; waitedMs < timeoutMs; waitedMs += POLL_MS) {
    if (!isRunning(target)) return true;
    await sleep(POLL_MS);
  }
  return !isRunning(target);
}

function startOnLinux(pid: number): string | undefined {
  try {
    // proc(5): the name in brackets may hold anything; behind it come the state (3rd field) and, as 22nd, the start
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    const [state, start] = [fields[0], fields[19]];
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return state === 'Z' || start === undefined ? undefined : `${boot} ${start}`;
  } catch {
    return undefined;
  }
}

function startFromPs(pid: number): string | undefined {
  try {
    const [state, ...start] = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { encoding: 'utf8' })
      .trim()
      .split(/\s+/);
    return state === undefined || state.startsWith('Z') ? undefined : start.join(' ');
  } catch {
    return undefined;
  }
}

import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const ready = z.object({ url: z.string(), smtpUrl: z.string() });
const applicant = z.object({ id: z.int() });

/** A candidate who is hired by posting `body` to the connector's webhook. */
export interface Prepared {
  readonly applicant: number;
  readonly body: string;
}

/** The sandbox in a process of its own, without a quota, so that its work is not counted as the connector's. */
export interface SandboxProcess {
  readonly url: string;
  readonly smtpUrl: string;
  /** Puts candidates on the board, moves them to the hired column, and tells no one. */
  hired(count: number): Promise<Prepared[]>;
  /** Applicants whose mail has arrived and how many employees there are: what the hires came to. */
  outcome(): Promise<{ readonly mails: number; readonly employees: number }>;
  stop(): void;
}

/** Near, since one far from today is asked about. */
const FIRST_DAY = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);

export async function startSandboxProcess(): Promise<SandboxProcess> {
  const child = spawn(process.execPath, [...process.execArgv, fileURLToPath(new URL('../../sandbox/server.ts', import.meta.url))], {
    env: { ...process.env, SANDBOX_PORT: '0', SANDBOX_SMTP_PORT: '0', SANDBOX_SEED: 'demo', SANDBOX_QUOTA: 'off' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const { url, smtpUrl } = await addresses(child.stdout);
  const known = await count(`${url}/lucca/-/users`);
  let added = 0;

  async function add(): Promise<Prepared> {
    const number = ++added;
    const response = await post(`${url}/flatchr/-/applicants`, {
      firstname: 'Bench',
      lastname: `Candidate${number}`,
      email: `candidate.${number}@example.org`,
      phone: '06 12 34 56 78',
      traits: { "Date d'entrée": FIRST_DAY, 'Email pro': `candidate.${number}@acme.example` },
    });
    const { id } = applicant.parse(await response.json());
    const drag = await post(`${url}/flatchr/-/drag`, { applicant: id });
    return { applicant: id, body: await drag.text() };
  }

  return {
    url,
    smtpUrl,
    async hired(wanted) {
      const prepared: Prepared[] = [];
      while (prepared.length < wanted) prepared.push(await add());
      return prepared;
    },
    async outcome() {
      return { mails: await count(`${url}/mail/messages`), employees: (await count(`${url}/lucca/-/users`)) - known };
    },
    stop: () => void child.kill(),
  };
}

async function addresses(output: NodeJS.ReadableStream): Promise<z.output<typeof ready>> {
  for await (const line of createInterface({ input: output })) {
    const { success, data } = ready.safeParse(JSON.parse(line));
    if (!success) continue; // the HTTP server's own line
    output.resume(); // a full pipe would stop the sandbox
    return data;
  }
  throw new Error('the sandbox ended before it was ready');
}

async function post(url: string, body: object): Promise<Response> {
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`the sandbox answered ${response.status}: ${await response.text()}`);
  return response;
}

async function count(url: string): Promise<number> {
  const response = await fetch(url);
  return z.array(z.unknown()).parse(await response.json()).length;
}

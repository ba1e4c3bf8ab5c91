import { startSandbox, type Sandbox, type SandboxOptions } from '../../sandbox/sandbox.js';

/** A fresh sandbox before each test of the suite, on free ports. */
export function useSandbox(options: Partial<SandboxOptions> = {}): () => Sandbox {
  let sandbox: Sandbox;
  beforeEach(async () => {
    sandbox = await startSandbox({ port: 0, smtpPort: 0, quota: 'off', ...options });
  });
  afterEach(async () => sandbox.close());
  return () => sandbox;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON; fails the test when it is none. The caller names the shape it expects, and its assertions check it. */
  // oxlint-disable-next-line typescript/no-unnecessary-type-parameters
  json<T>(): T;
}

interface Call {
  readonly method?: string;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
  readonly signal?: AbortSignal;
}

export async function call(url: string, { method, body, headers = {}, signal }: Call = {}): Promise<Answer> {
  const response = await fetch(url, {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    ...(signal === undefined ? {} : { signal }),
  });
  const text = await response.text();
  // oxlint-disable-next-line typescript/no-unnecessary-type-parameters
  return { status: response.status, headers: response.headers, text, json: <T>() => JSON.parse(text) as T };
}

export async function lucca(sandbox: Pick<Sandbox, 'url'>, path: string, request: Call = {}): Promise<Answer> {
  return call(`${sandbox.url}/lucca${path}`, { ...request, headers: { authorization: 'lucca application=sandbox', ...request.headers } });
}

export async function flatchr(sandbox: Sandbox, path: string, request: Call = {}): Promise<Answer> {
  return call(`${sandbox.url}/flatchr${path}`, { ...request, headers: { authorization: 'Bearer sandbox', ...request.headers } });
}

export interface Items<T = Record<string, unknown>> {
  readonly data: { readonly items: T[]; readonly count?: number };
}

/** A body that Lucca takes. */
export const NEW_USER = {
  firstName: 'Camille',
  lastName: 'Martin',
  mail: 'camille.martin@example.org',
  login: 'cmartin',
  legalEntityId: 1,
  departmentId: 10,
  rolePrincipalId: 55,
  dtContractStart: '2027-01-04T00:00:00',
} as const;

export const COMPANY_PATH = '/company/G6KzqPnNLyp31m0l';

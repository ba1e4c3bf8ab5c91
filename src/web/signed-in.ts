import type { FastifyRequest } from 'fastify';
import type { Sessions } from '../client.js';
import { readersOf, type Named } from '../hire/readers.js';
import type { Links, Pass } from '../links.js';

export const SESSION_COOKIE = 'hires';

/** Someone whom the configuration names. */
export interface Reader<C> {
  readonly address: string;
  readonly digest: string;
  /** Those whose hires the reader may see. */
  readonly connections: readonly C[];
  /** May see what Temporal stores: named as one, or – where none are – a reader of every connection. */
  readonly operator: boolean;
}

export interface SignedIn<C> extends Reader<C> {
  /** Id of the session. */
  readonly session: string;
}

export interface SignInOptions<C> {
  readonly connections: readonly C[];
  /** Mail addresses. */
  readonly operators: readonly string[];
  readonly links: Links;
  readonly sessions: Sessions;
}

/** Tells who is signed in, by the cookie that a mailed link was exchanged for. */
export function createSignIn<C extends Named>({ connections, operators, links, sessions }: SignInOptions<C>) {
  function readerOf(digest: string | undefined): Reader<C> | undefined {
    const isMeant = (address: string) => links.readerOf(address) === digest;
    const own = connections.filter((connection) => readersOf(connection).some(isMeant));
    const address = [...operators, ...connections.flatMap(readersOf)].find(isMeant);
    if (digest === undefined || address === undefined) return undefined;
    const operator = operators.length > 0 ? operators.some(isMeant) : own.length === connections.length;
    return { address, digest, connections: own, operator };
  }

  const passOf = (request: FastifyRequest): Promise<Pass | undefined> => links.readPass(request.cookies[SESSION_COOKIE] ?? '', 'session');

  async function signedIn(request: FastifyRequest): Promise<SignedIn<C> | undefined> {
    const pass = await passOf(request);
    const reader = readerOf(pass?.reader);
    return pass && reader && (await sessions.isOpen(pass.session)) ? { ...reader, session: pass.session } : undefined;
  }

  return { readerOf, passOf, signedIn };
}

import { Server, Socket } from 'node:net';
import { mock } from 'node:test';

/** From now on whoever opens a server or a connection is told that it is not for the fast tier; the result ends that. */
export function forbidNetwork(): () => void {
  const refused = [mock.method(Server.prototype, 'listen', refuse), mock.method(Socket.prototype, 'connect', refuse)];
  return () => refused.forEach(({ mock }) => mock.restore());
}

function refuse(): never {
  throw new Error('A test of the fast tier opened a server or a connection. Remedy: see how scripts/fast-tier.mjs chooses its files.');
}

let allow: (() => void) | undefined;

/** Mocha's root hooks: around each file, in each process. */
export const mochaHooks = {
  beforeAll: () => {
    allow = forbidNetwork();
  },
  afterAll: () => allow?.(),
};

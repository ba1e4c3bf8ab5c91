import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { SandboxContext } from './context.js';
import { applyFault } from './fault-answers.js';
import { chooseFault, type FaultAction } from './faults.js';

/** What happened to a request beside its true answer. */
export interface RequestFate {
  fault?: FaultAction | undefined;
  /** The handler ran. */
  carriedOut: boolean;
}

const fates = new WeakMap<FastifyRequest, RequestFate>();

export function fateOf(request: FastifyRequest): RequestFate {
  const fate = fates.get(request) ?? { carriedOut: false };
  fates.set(request, fate);
  return fate;
}

/** Lets the rules for `system` act on every route of this plugin. Register after authentication. */
export function addFaultHooks(app: FastifyInstance, context: SandboxContext, system: 'lucca' | 'flatchr'): void {
  app.addHook('preHandler', async (request, reply) => {
    const { store } = context;
    if (store.state.settings.latencyMs > 0) await sleep(store.state.settings.latencyMs);
    const fate = fateOf(request);
    fate.fault = chooseFault(store.state.faults, { system, method: request.method, path: request.url, key: attemptKey(request) });
    if (store.state.faults.length > 0) store.save('faults');
    if (fate.fault?.when !== 'before') return undefined;
    const body = await applyFault(fate.fault, request, reply, context.now);
    if (body !== undefined) return reply.send(body);
    if (request.raw.socket.destroyed) return reply.hijack();
    return undefined;
  });
  app.addHook('preHandler', async (request) => {
    fateOf(request).carriedOut = true;
  });
  app.addHook('onSend', async (request, reply, payload: unknown) => {
    const fate = fateOf(request);
    if (fate.fault?.when !== 'after' || !fate.carriedOut) return payload;
    return (await applyFault(fate.fault, request, reply, context.now, typeof payload === 'string' ? payload : undefined)) ?? payload;
  });
}

function attemptKey(request: FastifyRequest): string {
  const { body } = request;
  const mail = typeof body === 'object' && body !== null ? Object.entries(body).find(([name]) => /^e?mail$/i.test(name))?.[1] : undefined;
  return `${request.method} ${request.url} ${typeof mail === 'string' ? mail : ''}`;
}

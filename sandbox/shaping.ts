import { readFileSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Shape, SystemTrace, TracedCall } from '../src/contracts/trace.js';
import { mergedAll } from '../src/trace/shape.js';
import { keptPath } from '../src/trace/trace.js';
import { fitted } from './fitting.js';

/** As much of a trace as the sandbox needs. */
export interface TracedSystems {
  readonly lucca: Pick<SystemTrace, 'calls'>;
  readonly flatchr: Pick<SystemTrace, 'calls'>;
}

const calls = z.object({ calls: z.array(z.looseObject({ method: z.string(), path: z.string(), status: z.int() })) });
const traceSchema = z.looseObject({ lucca: calls, flatchr: calls });

/** What `hire trace` wrote. @throws Error that names the file and what is wrong with it. */
export function readTrace(path: string): TracedSystems {
  try {
    return traceSchema.parse(JSON.parse(readFileSync(path, 'utf8'))) as unknown as TracedSystems; // the rest is what the same code wrote
  } catch (error) {
    const why = error instanceof z.ZodError ? z.prettifyError(error) : error instanceof Error ? error.message : String(error);
    throw new Error(`SANDBOX_TRACE: ${path} is no trace of hire trace (${why})`, { cause: error });
  }
}

interface Traced {
  /** Status of each answer; undefined: there were good ones. */
  readonly refusedWith: number | undefined;
  readonly shape: Shape | undefined;
}

/**
 * Makes the answers of reads as those of a traced account: what was absent, null or of another type there is so here. Requests that the trace
 * lacks, and all that writes, are answered as ever; so is a refused key. Register before all other hooks.
 */
export function addShaping(app: FastifyInstance, { calls }: Pick<SystemTrace, 'calls'>): void {
  const traced = tracedByKey(calls);
  app.addHook('onSend', async (request, reply, payload: unknown) => {
    if (reply.statusCode !== 200 || typeof payload !== 'string') return payload;
    const { pathname, searchParams } = new URL(request.url, 'http://sandbox');
    const known = traced.get(keyOf(request.method, keptPath(pathname.slice(app.prefix.length)), searchParams.get('fields')));
    if (!known) return payload;
    if (known.refusedWith !== undefined) {
      void reply.code(known.refusedWith);
      return known.shape ? JSON.stringify(fitted({}, known.shape)) : '';
    }
    return JSON.stringify(fitted(JSON.parse(payload), known.shape));
  });
}

function tracedByKey(calls: readonly TracedCall[]): Map<string, Traced> {
  const byKey = new Map<string, TracedCall[]>();
  for (const call of calls) {
    const key = keyOf(call.method, call.path, call.query['fields'] ?? null);
    byKey.set(key, [...(byKey.get(key) ?? []), call]);
  }
  return new Map(
    [...byKey].map(([key, all]) => {
      const good = all.filter(({ status }) => status < 300);
      const [refusal] = good.length > 0 ? [] : all;
      const shape = mergedAll((refusal ? [refusal] : good).flatMap((call) => call.shape ?? []));
      return [key, { shape, refusedWith: refusal?.status }];
    }),
  );
}

/** What is asked for decides what an answer holds. */
function keyOf(method: string, path: string, fields: string | null): string {
  return `${method} ${path} ${fields ?? ''}`;
}

import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { SandboxContext } from './context.js';
import { activeFault, faultSchema } from './faults.js';
import type { Board, NewCandidate } from './flatchr/board.js';
import { settingsSchema } from './settings.js';
import { initialState } from './state.js';

const nullableText = z.string().nullable().optional();
const candidateSchema = z
  .object({
    firstname: nullableText,
    lastname: nullableText,
    email: nullableText,
    phone: nullableText,
    vacancy: z.string().optional(),
    traits: z.record(z.string(), z.string()).optional(),
  })
  .transform((candidate): NewCandidate => Object.fromEntries(Object.entries(candidate).filter(([, value]) => value !== undefined)));
const resetSchema = z.object({ seed: z.enum(['demo', 'empty']).default('demo') }).prefault({});
const hireSchema = z.object({ applicant: z.union([z.int(), z.string()]) });

interface ControlOptions {
  readonly context: SandboxContext;
  readonly board: Board;
  /** Called after a reset. */
  readonly onReset: () => void;
}

/** Levers for tests in other processes: what `Sandbox` offers, over HTTP. */
export async function controlApi(app: FastifyInstance, { context, board, onReset }: ControlOptions): Promise<void> {
  const { store, now } = context;

  app.setErrorHandler(async (error, _request, reply) => {
    const mine = error instanceof z.ZodError || error instanceof RangeError || error instanceof SyntaxError;
    return reply.code(mine ? 400 : 500).send({ error: error instanceof z.ZodError ? z.prettifyError(error) : String(error) });
  });

  app.get('/-/faults', async () => store.state.faults);
  app.post('/-/faults', async (request, reply) => {
    const rules = Array.isArray(request.body) ? z.array(faultSchema).parse(request.body) : [faultSchema.parse(request.body)];
    store.state.faults.push(...rules.map(activeFault));
    store.save('faults');
    return reply.code(201).send(store.state.faults);
  });
  app.delete('/-/faults', async (_request, reply) => {
    store.state.faults = [];
    store.save('faults');
    return reply.code(204).send();
  });

  app.get('/-/settings', async () => store.state.settings);
  app.patch('/-/settings', async (request) => {
    Object.assign(store.state.settings, settingsSchema.partial().parse(request.body));
    store.save('settings');
    return store.state.settings;
  });

  app.post('/-/reset', async (request, reply) => {
    const { seed } = resetSchema.parse(request.body ?? {});
    store.reset(initialState(seed, store.state.settings, now()));
    onReset();
    return reply.code(204).send();
  });

  app.get('/lucca/-/ledger', async () => store.state.lucca.ledger);
  app.get('/lucca/-/users', async () => store.state.lucca.users);
  app.get('/lucca/-/contracts', async () => store.state.lucca.contracts);

  app.get('/flatchr/-/applicants', async () => store.state.flatchr.applicants);
  app.post('/flatchr/-/applicants', async (request, reply) => reply.code(201).send(board.add(candidateSchema.parse(request.body))));
  app.post('/flatchr/-/hire', async (request) => (await board.hire(hireSchema.parse(request.body).applicant)) ?? null);
  app.post('/flatchr/-/drag', async (request) => board.drag(hireSchema.parse(request.body).applicant));
  app.post('/flatchr/-/learn', async (request) => ({ learnt: board.learn(request.body) }));
}

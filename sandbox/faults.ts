import { createHash } from 'node:crypto';
import { z } from 'zod';
import { BODY_SHAPES, RETRY_AFTERS } from './settings.js';

const answerSchema = z.union([
  /** The socket is held and nothing answered until the client gives up. */
  z.literal('stall'),
  /** The socket is destroyed. */
  z.literal('reset'),
  /** HTTP 200 with half of the answer's JSON. */
  z.literal('truncated'),
  z.literal('html'),
  z.literal('empty'),
  /** HTTP 200 with JSON of another shape. */
  z.literal('wrong-json'),
  /** HTTP 200 with `"data": null`: what validation discarded. */
  z.literal('null-data'),
  z.strictObject({
    status: z.int(),
    body: z.enum(BODY_SHAPES).default('json'),
    message: z.string().default('Injected by the sandbox'),
    retryAfter: z.enum(RETRY_AFTERS).default('absent'),
    /** For `retryAfter` seconds and date. */
    retryAfterMs: z.number().default(1_000),
  }),
]);

/** One rule; the first that fits a request decides. Times in milliseconds. */
export const faultSchema = z.strictObject({
  system: z.enum(['lucca', 'flatchr', 'mail']),
  /** HTTP method; for mail the SMTP command: MAIL, RCPT or DATA. */
  method: z.string().optional(),
  /** Regular expression over path and query, such as `/lucca/api/v3/users\\?`; for mail over the address. */
  path: z.string().refine(isPattern, 'must be a regular expression').optional(),
  /** Lets so many fitting requests through first. */
  skip: z.int().min(0).default(0),
  /** Ends after so many faults. */
  times: z.int().positive().optional(),
  /** Only the first n requests of the same method, URL and e-mail in the body: "the first attempt". */
  first: z.int().positive().optional(),
  /** 0 to 1; drawn from `seed` and the number of the request, so a run can be repeated. */
  probability: z.number().min(0).max(1).default(1),
  seed: z.int().default(1),
  action: z.strictObject({
    /** `before`: the request is not carried out. `after`: it is, and then this happens in place of its answer. */
    when: z.enum(['before', 'after']).default('before'),
    delayMs: z.number().min(0).optional(),
    /** SIGKILL for this process; once per fault. */
    killPid: z.int().positive().optional(),
    /** The user that this request creates is hidden from look-ups for so long. */
    visibleAfterMs: z.number().min(0).optional(),
    /** Left out: the true answer. */
    answer: answerSchema.optional(),
  }),
});
export type FaultInput = z.input<typeof faultSchema>;
type Fault = z.output<typeof faultSchema>;
export type FaultAction = Fault['action'];

/** A rule and what it has seen so far. */
export interface ActiveFault {
  readonly rule: Fault;
  seen: number;
  applied: number;
  attempts: Record<string, number>;
}

export interface FaultRequest {
  readonly system: Fault['system'];
  readonly method: string;
  readonly path: string;
  /** Tells the attempts of one thing from those of another. */
  readonly key: string;
}

/** @throws ZodError when it is no rule. */
export function activeFault(input: FaultInput): ActiveFault {
  return { rule: faultSchema.parse(input), seen: 0, applied: 0, attempts: {} };
}

/** Chooses the fault for a request and counts it; undefined: none fits. */
export function chooseFault(faults: ActiveFault[], request: FaultRequest): FaultAction | undefined {
  return faults.find((fault) => fits(fault, request))?.rule.action;
}

function fits(fault: ActiveFault, request: FaultRequest): boolean {
  const { rule } = fault;
  if (rule.system !== request.system) return false;
  if (rule.method !== undefined && rule.method !== request.method) return false;
  if (rule.path !== undefined && !new RegExp(rule.path).test(request.path)) return false;
  const number = fault.seen++;
  const attempt = (fault.attempts[request.key] = (fault.attempts[request.key] ?? 0) + 1);
  if (number < rule.skip) return false;
  if (rule.first !== undefined && attempt > rule.first) return false;
  if (rule.times !== undefined && fault.applied >= rule.times) return false;
  // With `first`, the draw belongs to the thing, not to the order in which parallel requests happen to arrive.
  if (draw(rule.seed, rule.first === undefined ? String(number) : request.key) >= rule.probability) return false;
  fault.applied++;
  return true;
}

/** A number in [0, 1) that depends on its arguments alone. */
function draw(seed: number, salt: string): number {
  return createHash('sha256').update(`${seed}:${salt}`).digest().readUInt32BE(0) / 2 ** 32;
}

function isPattern(text: string): boolean {
  try {
    return new RegExp(text) instanceof RegExp;
  } catch {
    return false;
  }
}

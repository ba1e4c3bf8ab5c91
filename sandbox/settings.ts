import { z } from 'zod';

/** What it begins with. `demo`: people on both sides. `empty`: the reference data alone. */
export type Seed = 'demo' | 'empty';

/** How Lucca writes the body of an error; its documents and its framework show all five. */
export const BODY_SHAPES = ['json', 'problem', 'string', 'text', 'empty'] as const;
export type BodyShape = (typeof BODY_SHAPES)[number];

export const RETRY_AFTERS = ['seconds', 'date', 'absent', 'nonsense'] as const;
export type RetryAfter = (typeof RETRY_AFTERS)[number];

/** Standing behaviour of the sandbox, changeable while it runs (`PATCH /-/settings`). */
export const settingsSchema = z.strictObject({
  /** Lucca requests per key that pass in any sliding window. */
  quota: z.union([z.literal('off'), z.strictObject({ requests: z.int().positive(), perMs: z.number().positive() })]),
  /** Shape of Lucca's own errors. */
  errorShape: z.enum(BODY_SHAPES),
  /** Lucca's refusals of values come with HTTP 200 and a body that carries `Message`. */
  errorsAs200: z.boolean(),
  /** Form of Retry-After beside Lucca's 429. */
  retryAfter: z.enum(RETRY_AFTERS),
  /** Milliseconds from a move until Flatchr's search shows it. */
  searchLagMs: z.number().min(0),
  /** Milliseconds before each API answer of Lucca and Flatchr. */
  latencyMs: z.number().min(0),
  /** What Flatchr's REST API answers: as documented now, or as in 2022. */
  flatchrForm: z.enum(['2026', '2022']),
  /** Types in the webhook: as its page documents them, or as other pages of Flatchr's do. */
  webhookForm: z.enum(['documented', 'odd']),
  /** Where the board's drag posts the webhook; empty: nowhere. */
  webhookUrl: z.string(),
});
export type Settings = z.output<typeof settingsSchema>;

export const defaultSettings: Settings = {
  quota: { requests: 50, perMs: 60_000 },
  errorShape: 'json',
  errorsAs200: false,
  retryAfter: 'seconds',
  searchLagMs: 0,
  latencyMs: 0,
  flatchrForm: '2026',
  webhookForm: 'documented',
  webhookUrl: '',
};

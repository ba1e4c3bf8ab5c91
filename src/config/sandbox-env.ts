import { z } from 'zod';

const port = z.coerce.number().int().min(0).max(65_535);

/** The environment of the sandbox's own process. */
const environmentSchema = z
  .object({
    SANDBOX_PORT: port.default(8_081),
    SANDBOX_SMTP_PORT: port.default(8_025),
    SANDBOX_HOST: z.string().default('127.0.0.1'),
    SANDBOX_STATE_FILE: z.string().optional(),
    /** What `hire trace` wrote: answers then resemble those of that account. */
    SANDBOX_TRACE: z.string().optional(),
    SANDBOX_WEBHOOK_URL: z.url().optional(),
    SANDBOX_SEED: z.enum(['demo', 'empty']).default('demo'),
    /** Lucca requests a minute, or `off`. */
    SANDBOX_QUOTA: z.union([z.literal('off'), z.coerce.number().int().positive()]).default(50),
  })
  .transform((env) => ({
    port: env.SANDBOX_PORT,
    smtpPort: env.SANDBOX_SMTP_PORT,
    host: env.SANDBOX_HOST,
    seed: env.SANDBOX_SEED,
    quota: env.SANDBOX_QUOTA === 'off' ? ('off' as const) : { requests: env.SANDBOX_QUOTA, perMs: 60_000 },
    traceFile: env.SANDBOX_TRACE,
    ...(env.SANDBOX_STATE_FILE === undefined ? {} : { stateFile: env.SANDBOX_STATE_FILE }),
    ...(env.SANDBOX_WEBHOOK_URL === undefined ? {} : { webhookUrl: env.SANDBOX_WEBHOOK_URL }),
  }));

/** @throws ZodError that names the variable. */
export function sandboxEnvironment(env: NodeJS.ProcessEnv = process.env): z.output<typeof environmentSchema> {
  return environmentSchema.parse(env);
}

import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { ConfigError } from './config-error.js';
import { variablesOf } from './dot-env.js';
import type { Variables } from './variables.js';

const PORT_RULE = 'must be a whole number from 1 to 65535';
const port = z
  .string()
  .regex(/^\d{1,5}$/, PORT_RULE)
  .transform(Number)
  .refine((port) => port >= 1 && port <= 65535, PORT_RULE);

const LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

const environmentSchema = z.object({
  CONNECTOR_CONFIG: z.string().optional(),
  NODE_ENV: z.string().optional(),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'must be a whole number from 0 to 65535; 0 takes a free port')
    .transform(Number)
    .refine((port) => port <= 65535, 'must be a whole number from 0 to 65535; 0 takes a free port')
    .optional(),
  SANDBOX_PORT: port.prefault('8081'),
  SANDBOX_TRACE: z.string().optional(),
  TEMPORAL_PORT: port.prefault('7233'),
  TEMPORAL_UI_PORT: port.prefault('8233'),
  DATA_DIR: z.string().default('.data'),
  LOG_LEVEL: z.enum(LEVELS, `must be one of ${LEVELS.join(', ')}`).default('info'),
  TEMPORAL_CLI_PATH: z.string().optional(),
  PATH: z.string().default(''),
  HIRE_CACHE_DIR: z.string().optional(),
  XDG_CACHE_HOME: z.string().optional(),
  LC_ALL: z.string().optional(),
  LANG: z.string().optional(),
});

/** What the environment says apart from the values that `connector.yaml` takes from it. Folders are absolute. */
export interface Environment {
  /** CONNECTOR_CONFIG, else `./connector.yaml` if it exists; undefined: there is no configuration. */
  readonly configPath: string | undefined;
  /** NODE_ENV is `production`: nothing stands in for what is not configured. */
  readonly production: boolean;
  /** PORT, which wins over `web.port`. */
  readonly port: number | undefined;
  readonly sandboxPort: number;
  /** What `hire trace` wrote: the sandbox's answers then resemble those of that account. */
  readonly sandboxTrace: string | undefined;
  readonly temporalPort: number;
  readonly temporalUiPort: number;
  readonly dataDir: string;
  readonly logLevel: (typeof LEVELS)[number];
  readonly temporalCliPath: string | undefined;
  /** Locale of this machine, such as `fr_FR.UTF-8`. */
  readonly language: string | undefined;
  /** Folders of programs, as in PATH. */
  readonly path: string;
  /** For programs that are fetched or built once: HIRE_CACHE_DIR, else in XDG_CACHE_HOME or `~/.cache`. */
  readonly cacheDir: string;
}

/**
 * Reads the environment. An empty variable counts as left out.
 * @throws {ConfigError} with all that is wrong; values are not quoted.
 */
export function readEnvironment(env: Variables = variablesOf()): Environment {
  const parsed = environmentSchema.safeParse(Object.fromEntries(Object.entries(env).filter(([, value]) => value !== '')));
  if (!parsed.success) {
    throw new ConfigError(
      parsed.error.issues.map(({ path, message }) => `environment ${path.join('.')}: ${message}. Remedy: correct or unset it`),
    );
  }
  const values = parsed.data;
  return {
    configPath: values.CONNECTOR_CONFIG ?? (existsSync('connector.yaml') ? 'connector.yaml' : undefined),
    production: values.NODE_ENV === 'production',
    port: values.PORT,
    sandboxPort: values.SANDBOX_PORT,
    sandboxTrace: values.SANDBOX_TRACE,
    temporalPort: values.TEMPORAL_PORT,
    temporalUiPort: values.TEMPORAL_UI_PORT,
    dataDir: resolve(values.DATA_DIR),
    logLevel: values.LOG_LEVEL,
    temporalCliPath: values.TEMPORAL_CLI_PATH,
    language: values.LC_ALL ?? values.LANG,
    path: values.PATH,
    cacheDir: resolve(values.HIRE_CACHE_DIR ?? join(values.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'flatchr-lucca-hire')),
  };
}

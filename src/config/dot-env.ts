import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { ConfigError } from './config-error.js';
import { errorCode } from './secrets.js';
import type { Variables } from './variables.js';

/**
 * The process's environment, and below it what a file `.env` in the working folder says.
 * @throws {ConfigError} when the file is there and cannot be read.
 */
export function variablesOf(env: Variables = process.env, file = '.env'): Variables {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return env;
    throw new ConfigError([`${file}: cannot be read (${errorCode(error)}). Remedy: make it readable, or remove it`]);
  }
  return { ...parseEnv(text), ...env };
}

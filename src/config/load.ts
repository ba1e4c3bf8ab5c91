import { readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { ConfigError, pathText, type ConfigProblem, type Path } from './config-error.js';
import { readDocument, type Place } from './document.js';
import { variablesOf } from './dot-env.js';
import { readEnvironment } from './env.js';
import { explain } from './explain.js';
import { fillVariables } from './fill.js';
import { configJsonSchema } from './json-schema.js';
import { publicUrlOf } from './public-url.js';
import { configSchema, type Config } from './schema.js';
import { errorCode, literalSecrets, readSecretFiles } from './secrets.js';
import type { Variables } from './variables.js';

export interface LoadOptions {
  /** Path of `connector.yaml`; files of secrets are looked for from its folder. */
  readonly path: string;
  /** For `${NAME}`, and for PORT, which wins over `web.port`; left out: the process's, with `.env`. */
  readonly env?: Variables;
  /** Takes what should be changed but does no harm yet. */
  readonly warn: (message: string) => void;
}

/**
 * Reads and checks the configuration.
 * @throws {ConfigError} with everything that is wrong, each as `connector.yaml:12:5 connections[0].lucca.apiKey: rule. Remedy: …`
 */
export function loadConfig(options: LoadOptions): Config {
  let text: string;
  try {
    text = readFileSync(options.path, 'utf8');
  } catch (error) {
    throw new ConfigError([
      `${options.path}: cannot be read (${errorCode(error)}). Remedy: create it, or name another file in CONNECTOR_CONFIG`,
    ]);
  }
  return parseConfig({ ...options, text });
}

/** As {@link loadConfig}, for a text that is already there; `path` names it in messages. */
export function parseConfig({ path, text, env = variablesOf(), warn }: LoadOptions & { readonly text: string }): Config {
  const name = basename(path);
  const line = ({ place, path, rule, remedy }: ConfigProblem & { place: Place }) =>
    `${name}:${place.line}:${place.col} ${pathText(path) || 'the file'}: ${rule}. Remedy: ${remedy}`;
  const report = (problems: readonly (ConfigProblem & { place: Place })[]) =>
    problems.toSorted((a, b) => a.place.line - b.place.line || a.place.col - b.place.col).map(line);

  const document = readDocument(text);
  if ('errors' in document) throw new ConfigError(report(document.errors.map((error) => ({ ...error, path: [] }))));
  const placed = (problem: ConfigProblem) => ({ ...problem, place: document.placeOf(problem.path) });

  const schema = configJsonSchema();
  const filled = fillVariables(document.value, schema, env);
  const secrets = readSecretFiles(filled.value, dirname(path));
  const parsed = configSchema.safeParse(filled.value);

  // a value that could not be filled in is reported once
  const reported = [...filled.problems.map(({ path }) => path), ...secrets.unread];
  const explained = parsed.success ? [] : explain(parsed.error.issues, filled.value, schema);
  const problems = [
    ...filled.problems,
    ...secrets.problems,
    ...explained.filter(({ path }) => !reported.some((root) => isWithin(path, root))),
  ];
  if (!parsed.success || problems.length > 0) throw new ConfigError(report(problems.map(placed)));

  for (const warning of literalSecrets(document.value)) warn(line(placed(warning)));
  const port = readEnvironment(env).port ?? parsed.data.web.port;
  const config = { ...parsed.data, web: { ...parsed.data.web, port } };
  if (publicUrlOf(config) === undefined) warn(line(placed(NO_PUBLIC_URL)));
  return config;
}

const NO_PUBLIC_URL: ConfigProblem = {
  path: ['web', 'publicUrl'],
  rule: 'is missing, so that mails hold no link to a page where admins answer',
  remedy: 'write the address under which their browsers reach the web process',
};

function isWithin(path: Path, root: Path): boolean {
  return root.every((part, index) => path[index] === part);
}

/** Where a value stands in the configuration, from the root: `['connections', 0, 'id']`. */
export type Path = readonly (string | number)[];

/** What is wrong at a place of the configuration. Never quotes a value: it may be a secret. */
export interface ConfigProblem {
  readonly path: Path;
  readonly rule: string;
  readonly remedy: string;
}

/** All that is wrong with the configuration or the environment, a line each: `place: rule. Remedy: …`. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

/** `connections[0].lucca.apiKey` */
export function pathText(path: Path): string {
  return path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${part}`))
    .join('')
    .replace(/^\./, '');
}

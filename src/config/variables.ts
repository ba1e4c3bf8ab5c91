/** Environment variables as `process.env` holds them. */
export type Variables = Readonly<Record<string, string | undefined>>;

/**
 * `${NAME}` in values. Inside `{ … }` YAML gives braces a meaning of their own, so before parsing they are replaced by
 * characters of the private use area, one for one: positions stay as they are.
 */
const OPEN = '\u{E000}';
const CLOSE = '\u{E001}';
const NAMED = `\\$${OPEN}(?<name>[A-Za-z_]\\w*)${CLOSE}`;
const EXPRESSION = new RegExp(`(?<escape>\\$)?${NAMED}|(?<escapedBrace>\\$\\$[{${OPEN}])|\\$[{${OPEN}]`, 'g');

/** Makes `${NAME}` plain text for YAML; also where no name is possible, so that the error can say so. */
export function hideVariables(text: string): string {
  return text.replaceAll(/\$\{([^\n{}[\],'"]*)\}/g, `$$${OPEN}$1${CLOSE}`);
}

/** The text as it stands in the file. */
export function showVariables(text: string): string {
  return text.replaceAll(OPEN, '{').replaceAll(CLOSE, '}');
}

/** Whether a value takes anything from the environment. */
export function hasVariable(text: string): boolean {
  return [...text.matchAll(EXPRESSION)].some(({ groups }) => groups?.name !== undefined && groups.escape === undefined);
}

interface Substituted {
  readonly text: string;
  /** Names that the environment lacks. */
  readonly missing: readonly string[];
  /** It holds a `${` that begins no name. */
  readonly malformed: boolean;
  /** It is one variable and nothing else. */
  readonly whole: boolean;
}

/** Fills the environment's values into a text whose variables are hidden. `$${` stands for a plain `${`. */
export function substitute(text: string, env: Variables): Substituted {
  const missing: string[] = [];
  let malformed = false;
  const filled = text.replaceAll(EXPRESSION, (...match) => {
    const { name, escape, escapedBrace } = match.at(-1) as Record<string, string | undefined>; // the groups come last
    if (escapedBrace !== undefined) return '${';
    if (name === undefined) {
      malformed = true;
      return '';
    }
    if (escape !== undefined) return `\${${name}}`;
    const value = env[name];
    if (value === undefined) missing.push(name);
    return value ?? '';
  });
  return { text: showVariables(filled), missing, malformed, whole: new RegExp(`^${NAMED}$`).test(text) };
}

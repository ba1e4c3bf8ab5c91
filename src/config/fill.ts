import type { ConfigProblem, Path } from './config-error.js';
import { schemaAt, typesOf, type JsonSchema } from './json-schema.js';
import { showVariables, substitute, type Variables } from './variables.js';

/** Fills every text of a tree of plain values: numbers and booleans where the schema wants such. */
export function fillVariables(value: unknown, schema: JsonSchema, env: Variables): { value: unknown; problems: ConfigProblem[] } {
  const problems: ConfigProblem[] = [];

  const fill = (value: unknown, path: Path): unknown => {
    if (Array.isArray(value)) return value.map((item: unknown, index) => fill(item, [...path, index]));
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(
        Object.entries(value).map(([key, inner]) => [showVariables(key), fill(inner, [...path, showVariables(key)])]),
      );
    }
    if (typeof value !== 'string') return value;

    const { text, missing, malformed, whole } = substitute(value, env);
    problems.push(
      ...missing.map((name) => ({
        path,
        rule: `the environment variable ${name} is not set`,
        remedy: `set ${name}, or write the value here`,
      })),
    );
    if (malformed) {
      problems.push({
        path,
        rule: '${ is not followed by the name of a variable and }',
        remedy: 'name it with letters, digits and underscores, or write $${ for a plain ${',
      });
    }
    return whole ? scalarOf(text, typesOf(schemaAt(schema, path))) : text;
  };

  return { value: fill(value, []), problems };
}

/** Variables are text; a number or a boolean is made of it only where the schema has one. */
function scalarOf(text: string, types: readonly string[]): string | number | boolean {
  if (types.includes('integer') && /^(?:0|[1-9]\d{0,14})$/.test(text)) return Number(text);
  if (types.includes('boolean') && /^(?:true|false)$/.test(text)) return text === 'true';
  return text;
}

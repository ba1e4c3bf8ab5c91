import { z } from 'zod';
import type { Path } from './config-error.js';
import { configSchema } from './schema.js';
import { SECRETS } from './secrets.js';

/** The part of JSON Schema that zod writes and this project reads. */
export interface JsonSchema {
  type?: string;
  description?: string;
  properties?: Record<string, JsonSchema>;
  additionalProperties?: boolean | JsonSchema;
  items?: JsonSchema;
  required?: string[];
  anyOf?: JsonSchema[];
  allOf?: JsonSchema[];
  enum?: unknown[];
  format?: string;
  pattern?: string;
}

/** JSON Schema of `connector.yaml` as it is written, for editors: with `${NAME}` in any value, and secrets from files. */
export function configJsonSchema(): JsonSchema {
  // zod writes no other keywords for this schema
  const root = allowVariables(z.toJSONSchema(configSchema, { io: 'input', target: 'draft-7' }) as JsonSchema);
  for (const path of SECRETS) allowFile(root, path);
  return root;
}

/** The schema of the value at a path; undefined where the schema knows none. */
export function schemaAt(root: JsonSchema, path: Path): JsonSchema | undefined {
  return path.reduce<JsonSchema | undefined>((schema, part) => {
    const inner = schema?.anyOf?.find(({ items, properties }) => items !== undefined || properties !== undefined) ?? schema;
    const { additionalProperties } = inner ?? {};
    return inner?.properties?.[part] ?? inner?.items ?? (typeof additionalProperties === 'object' ? additionalProperties : undefined);
  }, root);
}

/** The types that a value may have. */
export function typesOf(schema: JsonSchema | undefined): readonly string[] {
  if (schema === undefined) return [];
  return [...(schema.type === undefined ? [] : [schema.type]), ...(schema.anyOf ?? []).flatMap(typesOf)];
}

const VARIABLE: JsonSchema = { type: 'string', pattern: '\\$\\{[A-Za-z_][A-Za-z0-9_]*\\}' };

/** The same schema with `${NAME}` allowed wherever a text would not be. */
function allowVariables({ description, ...schema }: JsonSchema): JsonSchema {
  const { type, properties, items, additionalProperties, anyOf } = schema;
  const described = description === undefined ? {} : { description };
  if (type === 'object' || type === 'array') {
    return {
      ...described,
      ...schema,
      ...(properties && { properties: Object.fromEntries(Object.entries(properties).map(([key, inner]) => [key, allowVariables(inner)])) }),
      ...(items && { items: allowVariables(items) }),
      ...(typeof additionalProperties === 'object' && { additionalProperties: allowVariables(additionalProperties) }),
    };
  }
  const takesText = [schema, ...(anyOf ?? [])].some((choice) => isFreeText(choice));
  return takesText ? { ...described, ...schema } : { ...described, anyOf: [schema, VARIABLE] };
}

function isFreeText({ type, enum: choices, format, pattern, allOf, anyOf }: JsonSchema): boolean {
  if (anyOf !== undefined) return anyOf.some(isFreeText);
  return type === 'string' && choices === undefined && format === undefined && pattern === undefined && allOf === undefined;
}

function allowFile(root: JsonSchema, path: readonly string[]): void {
  const owner = schemaAt(root, path.slice(0, -1));
  const name = path.at(-1);
  if (owner?.properties === undefined || name === undefined) throw new Error(`The schema has no ${path.join('.')}`);
  owner.properties[`${name}File`] = { type: 'string', description: `File that holds ${name}, from the folder of this file` };
  if (owner.required?.includes(name) === true) {
    owner.required = owner.required.filter((key) => key !== name);
    owner.anyOf = [{ required: [name] }, { required: [`${name}File`] }];
  }
}

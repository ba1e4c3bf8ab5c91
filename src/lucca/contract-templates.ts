import { z } from 'zod';

/** A contract template of the account: what Lucca's contracts call their type. */
export interface LuccaContractTemplate {
  readonly id: number;
  readonly name: string;
  /** Establishments that it is limited to; undefined: not limited, as far as is known. */
  readonly establishmentIds: readonly number[] | undefined;
}

const id = z.union([z.int(), z.string().regex(/^\d+$/).transform(Number).pipe(z.int())]);
const text = z.string().trim().min(1).optional().catch(undefined);
/** Texts by language, as they are or one level down: `{"fr-FR": …}`, `{name: {"fr-FR": …}}`. */
const translations = z.record(z.string(), z.unknown()).optional().catch(undefined);
const ids = z
  .array(z.union([id, z.object({ id }).transform((one) => one.id)]))
  .nullish()
  .catch(undefined)
  .transform((list) => list ?? undefined);

const template = z.object({
  id,
  name: text,
  title: text,
  label: text,
  t9n: translations,
  translations,
  establishmentIds: ids,
  establishments: ids,
  isActive: z.boolean().nullish().catch(undefined),
  isArchived: z.boolean().nullish().catch(undefined),
});

/**
 * Reads the list of contract templates. Its documents name the address and not the shape: a list, or one in `items`, `data` or
 * `data.items`. What is no template is left out.
 *
 * @returns undefined where there is no such list.
 */
export function contractTemplatesIn(answer: unknown): LuccaContractTemplate[] | undefined {
  const list = listIn(answer);
  return list?.flatMap((item) => {
    const { success, data } = template.safeParse(item);
    if (!success || data.isArchived || data.isActive === false) return [];
    const { establishmentIds = data.establishments } = data;
    const name = data.name ?? data.title ?? data.label ?? textIn(data.t9n) ?? textIn(data.translations);
    return name === undefined ? [] : [{ id: data.id, name, establishmentIds }];
  });
}

function listIn(answer: unknown, depth = 0): unknown[] | undefined {
  if (Array.isArray(answer)) return answer;
  if (typeof answer !== 'object' || answer === null || depth === 2) return undefined;
  if ('items' in answer) return listIn(answer.items, 2);
  return 'data' in answer ? listIn(answer.data, depth + 1) : undefined;
}

/** The first text, French before others: the accounts are of French companies as a rule. */
function textIn(texts: unknown): string | undefined {
  if (typeof texts === 'string') return texts.trim() || undefined;
  if (typeof texts !== 'object' || texts === null) return undefined;
  const byFrench = Object.entries(texts).sort(([one], [other]) => Number(/^fr/i.test(other)) - Number(/^fr/i.test(one)));
  return byFrench.map(([, value]) => textIn(value)).find((text) => text !== undefined);
}

/** Templates that an employee of an establishment may have. */
export function fitting(templates: readonly LuccaContractTemplate[], establishmentId: number): LuccaContractTemplate[] {
  return templates.filter(({ establishmentIds }) => !establishmentIds?.length || establishmentIds.includes(establishmentId));
}

import type { Connection } from '../../config/schema.js';
import { contractTypeChoices, contractTypeName } from '../../hire/contract-types.js';
import type { Value } from '../../hire/draft.js';
import { fold } from '../../hire/names.js';
import { MAX_CHOICES, type Choice, type Issue } from '../../hire/problem.js';
import type { Candidates } from '../../hire/rules.js';
import type { LuccaContractTemplate } from '../../lucca/contract-templates.js';

type Found = { readonly value: Value<number>; readonly issue?: undefined } | { readonly issue: Issue; readonly value?: undefined };

/**
 * A contract type's typeId in Lucca. Names come from Lucca's templates where it lists them, else from the configuration alone.
 *
 * @param templates those that fit the hire's establishment; undefined where Lucca does not list them.
 */
export function mapContractType(
  mapping: Connection['contractTypes'],
  templates: readonly LuccaContractTemplate[] | undefined,
  candidates: Candidates | undefined,
): Found {
  const field = 'contractType';
  const named = (name: string) => (templates ?? []).filter((template) => fold(template.name) === fold(name));
  const choices = choicesOf(mapping, templates);
  if (!candidates) return { issue: { code: 'missing', field, choices } };
  const { origin, values } = candidates;
  const valueOf = (value: number, key?: string): Found => ({
    value: { value, origin, label: templates?.find(({ id }) => id === value)?.name ?? contractTypeName(mapping, value) ?? key },
  });

  const [given] = values;
  // Flatchr's ids are another number space: only a person, a rule or a default speaks of Lucca's typeId.
  const asTypeId = origin !== 'flatchr' && /^[1-9]\d*$/.test(String(given)) ? Number(given) : undefined;
  // A key may be Flatchr's id of the same number: a number is Lucca's, and so is what a person reads in a problem's choices.
  const isShown = origin === 'correction' && choices.some(({ id }) => id === asTypeId);
  if (asTypeId !== undefined && (typeof given === 'number' || isShown)) return valueOf(asTypeId);

  for (const candidate of values.map(String)) {
    const [key, typeOrName] = Object.entries(mapping).find(([key]) => fold(key) === fold(candidate)) ?? [];
    if (typeof typeOrName === 'number') return valueOf(typeOrName, key);
    // Which of Lucca's types a label of Flatchr's means is the mapping's to say: it is no name of a template.
    const name = typeOrName ?? (origin === 'flatchr' ? undefined : candidate);
    const matching = name === undefined ? [] : named(name);
    if (matching.length > 1) return { issue: { code: 'ambiguous', field, given: name, choices: matching.map(asChoice) } };
    if (matching[0]) return valueOf(matching[0].id);
  }
  if (asTypeId !== undefined) return valueOf(asTypeId);
  return { issue: { code: 'unmapped', field, given: values.at(-1)?.toString(), choices } };
}

function choicesOf(mapping: Connection['contractTypes'], templates: readonly LuccaContractTemplate[] | undefined): Choice[] {
  return templates?.length ? templates.slice(0, MAX_CHOICES).map(asChoice) : contractTypeChoices(mapping);
}

function asChoice({ id, name }: LuccaContractTemplate): Choice {
  return { id, name };
}

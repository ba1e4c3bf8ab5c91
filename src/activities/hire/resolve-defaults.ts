import { choicePath } from '../../hire/choice-path.js';
import { dayOfInstant } from '../../hire/day.js';
import type { LuccaField, Value } from '../../hire/draft.js';
import { fold } from '../../hire/names.js';
import { foundProblem, MAX_CHOICES, type Choice, type Issue } from '../../hire/problem.js';
import { candidatesFor, type Candidates } from '../../hire/rules.js';
import type { Steps } from '../../hire/steps.js';
import { fitting } from '../../lucca/contract-templates.js';
import { LuccaError } from '../../lucca/errors.js';
import type { ReferenceData } from '../../lucca/reference-data.js';
import { connectionOf, type GatewayStepDeps } from '../deps.js';
import { mapContractType } from './map-contract-type.js';

/** Names or ids from corrections, rules, Flatchr and defaults → Lucca's ids. Forgiving of spelling, never of ambiguity. */
export function createResolveDefaults(deps: GatewayStepDeps): Steps['resolveDefaults'] {
  return async ({ connection, fields, offer }) => {
    const { settings, reference } = connectionOf(deps, connection);
    const today = dayOfInstant(deps.now(), settings.timeZone);
    const candidates = (field: LuccaField) => candidatesFor(field, settings, fields, offer);

    // One after the other: the lists are kept for minutes, and Lucca's quota is small.
    const establishment = await findIn('establishments', {
      field: 'establishment',
      candidates: candidates('establishment'),
      reference,
      today,
    });
    const department = await findIn('departments', { field: 'department', candidates: candidates('department'), reference, today });
    const primaryRole = await findIn('roles', { field: 'primaryRole', candidates: candidates('primaryRole'), reference, today });
    const templates = await reference.contractTemplates();
    const fits = establishment.value && templates ? fitting(templates, establishment.value.value) : templates;
    const contractType = mapContractType(settings.contractTypes, fits, candidates('contractType'));

    const [first, ...rest] = [establishment, department, primaryRole, contractType].flatMap(({ issue }) => issue ?? []);
    if (first) return { problem: foundProblem('resolveDefaults', [first, ...rest]) };
    if (!establishment.value || !department.value || !primaryRole.value || !contractType.value)
      throw new Error('a value is missing without an issue');
    return {
      done: {
        establishment: establishment.value,
        department: department.value,
        primaryRole: primaryRole.value,
        contractType: contractType.value,
      },
    };
  };
}

type Found = { readonly value: Value<number>; readonly issue?: undefined } | { readonly issue: Issue; readonly value?: undefined };

/** An entry of any of Lucca's lists. */
interface Entry extends Choice {
  readonly code?: string | undefined;
  readonly headId?: number | undefined;
}

interface Search {
  readonly field: Exclude<LuccaField, 'contractType'>;
  readonly candidates: Candidates | undefined;
  readonly reference: ReferenceData;
  /** `YYYY-MM-DD`. */
  readonly today: string;
}

type ListName = 'establishments' | 'departments' | 'roles';

/** An id needs no list where Lucca does not give it: Lucca itself checks the id when the employee is created. */
async function findIn(list: ListName, search: Search): Promise<Found> {
  try {
    return await findListed(list, search);
  } catch (error) {
    const id = idOf(search.candidates);
    if (id && error instanceof LuccaError && error.lasts) return { value: id };
    throw error;
  }
}

/** What speaks of Lucca's ids: a number, or a person's answer of digits. */
function idOf(candidates: Candidates | undefined): Value<number> | undefined {
  if (!candidates || candidates.origin === 'flatchr') return undefined;
  const [given] = candidates.values;
  if (typeof given === 'number') return { value: given, origin: candidates.origin };
  const isId = candidates.origin === 'correction' && /^[1-9]\d{0,9}$/.test(given?.trim() ?? '');
  return isId ? { value: Number(given), origin: candidates.origin } : undefined;
}

async function findListed(list: ListName, { field, candidates, reference, today }: Search): Promise<Found> {
  let entries = await usableEntries(reference, list);
  let matching = matches(entries, candidates);
  if (candidates && matching.length === 0) {
    entries = await usableEntries(reference, list, 'fresh'); // made in Lucca a moment ago?
    matching = matches(entries, candidates);
  }
  const given = candidates?.values.join(', ');
  const choices = (of: readonly Entry[]) => of.slice(0, MAX_CHOICES).map(({ id, name, parent }): Choice => ({ id, name, parent }));

  const [match, ...others] = matching;
  if (!candidates) return { issue: { code: 'missing', field, choices: choices(entries) } };
  if (!match) return { issue: { code: 'unknown', field, given, choices: choices(entries) } };
  if (others.length > 0) return { issue: { code: 'ambiguous', field, given, choices: choices(matching.map(withPath(entries))) } };
  const headLeavesOn = match.headId === undefined ? undefined : await lastDayOf(match.headId, reference);
  if (headLeavesOn && headLeavesOn < today)
    return { issue: { code: 'head-left', field, given: match.name, choices: choices(entries.filter((entry) => entry !== match)) } };
  const { origin, flags } = candidates;
  return { value: { value: match.id, origin, label: match.name, ...(flags && { flags }) } };
}

/** The question about a head who has left only spares a refusal: where it has no answer, the hire goes on without. */
async function lastDayOf(headId: number, reference: ReferenceData): Promise<string | undefined> {
  try {
    return await reference.headLeavesOn(headId);
  } catch (error) {
    if (error instanceof LuccaError && error.lasts) return undefined;
    throw error;
  }
}

/** Namesakes are told apart by what is above them, which is no choice itself. */
function withPath(entries: readonly Entry[]): (entry: Entry) => Entry {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  return (entry) => ({ ...entry, name: choicePath(entry, byId), parent: undefined });
}

async function usableEntries(reference: ReferenceData, list: ListName, fresh?: 'fresh'): Promise<Entry[]> {
  switch (list) {
    case 'establishments':
      return (await reference.establishments(fresh)).filter(({ archived }) => !archived);
    case 'departments':
      return (await reference.departments(fresh)).filter(({ active }) => active);
    case 'roles':
      return [...(await reference.roles(fresh))];
  }
}

/** Ids match exactly; names and codes forgive case, accents and spaces. */
function matches(entries: readonly Entry[], candidates: Candidates | undefined): Entry[] {
  const ofOne = (wanted: string | number): Entry[] => {
    if (typeof wanted === 'number') return entries.filter(({ id }) => id === wanted);
    const byName = entries.filter(({ name }) => fold(name) === fold(wanted));
    if (byName.length > 0) return byName;
    const byCode = entries.filter(({ code }) => code !== undefined && fold(code) === fold(wanted));
    return byCode.length > 0 ? byCode : entries.filter(({ id }) => String(id) === wanted.trim());
  };
  return [...new Set((candidates?.values ?? []).flatMap(ofOne))];
}

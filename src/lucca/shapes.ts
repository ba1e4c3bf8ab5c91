import { z } from 'zod';

/** An employee as the legacy Directory API v3 returns it (`last names` come in capitals). Dates are `YYYY-MM-DD`. */
export interface LuccaUser {
  readonly id: number;
  readonly firstName: string;
  readonly lastName: string;
  readonly mail: string;
  readonly login: string;
  readonly contractStart: string | undefined;
  readonly contractEnd: string | undefined;
}

/** A department; ids are the account's own. */
export interface LuccaDepartment {
  readonly id: number;
  readonly name: string;
  readonly code: string | undefined;
  readonly active: boolean;
  /** Id of the parent; undefined at the top. */
  readonly parent: number | undefined;
  /** Id of the employee who heads it. */
  readonly headId: number | undefined;
}

/** A site; what v3's users call `legalEntityId`. */
export interface LuccaEstablishment {
  readonly id: number;
  readonly name: string;
  readonly code: string | undefined;
  readonly archived: boolean;
}

/** A work contract of an employee. */
export interface LuccaContract {
  readonly id: number;
  readonly ownerId: number;
  /** Id of a contract template of the account. */
  readonly typeId: number | undefined;
  /** `YYYY-MM-DD`. */
  readonly startsOn: string;
  /** `YYYY-MM-DD`, where it has an end. */
  readonly endsOn: string | undefined;
}

// Lucca's answers are read defensively: a field that nobody needs may be absent, null or new. An odd one that is needed is named by its place.

/** Lucca's days carry a time and no zone (`2027-01-04T00:00:00`), or none at all. Anything else counts as no day. */
const day = z
  .string()
  .nullish()
  .transform((text) => /^\d{4}-\d{2}-\d{2}/.exec(text ?? '')?.[0]);
const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '');

/** Documented as a number; as text it would still name the same thing. */
const id = z.union([z.int(), z.string().regex(/^\d+$/).transform(Number).pipe(z.int())]);
const optionalId = id.nullish().transform((value) => value ?? undefined);
const optionalText = z
  .string()
  .nullish()
  .transform((value) => value ?? undefined);

const user = z
  .object({ id, firstName: text, lastName: text, mail: text, login: text, dtContractStart: day, dtContractEnd: day })
  .transform(({ dtContractStart, dtContractEnd, ...rest }): LuccaUser => ({
    ...rest,
    contractStart: dtContractStart,
    contractEnd: dtContractEnd,
  }));

const department = z.object({
  id,
  name: z.string(),
  code: optionalText,
  isActive: z.boolean().nullish(),
  hierarchy: optionalText,
  parentId: optionalText,
  headId: optionalId,
});

const establishment = z
  .object({ id, name: z.string(), code: optionalText, isArchived: z.boolean().nullish() })
  .transform(({ isArchived, ...rest }): LuccaEstablishment => ({ ...rest, archived: isArchived ?? false }));

const role = z.object({ id, name: z.string() });

const contract = z
  .object({ id, ownerId: id, typeId: optionalId, startsOn: z.string(), endsOn: day })
  .transform(({ startsOn, endsOn, ...rest }): LuccaContract => ({ ...rest, startsOn: startsOn.slice(0, 10), endsOn }));

const v3List = <T>(item: z.ZodType<T>) => z.object({ data: z.object({ items: z.array(item) }) }).transform(({ data }) => data.items);

/** One page of a v4 list. `next` is absent where the endpoint does not tell. */
export interface V4Page<T> {
  readonly items: T[];
  readonly count?: number | null | undefined;
  readonly next?: unknown;
}
const v4Page = <T>(item: z.ZodType<T>): z.ZodType<V4Page<T>> =>
  z.object({ items: z.array(item), count: z.number().nullish(), next: z.unknown().optional() });

// Made once: zod compiles a schema when it is first used, which costs more than the parse.
/** docs/systems/lucca.md#departments */
export const departments = v4Page(department);
/** docs/systems/lucca.md#establishments */
export const establishments = v4Page(establishment);
/** docs/systems/lucca.md#work-contracts */
export const contracts = v4Page(contract);
/** docs/systems/lucca.md#primary-roles */
export const roles = v3List(role);
/** docs/systems/lucca.md#finding-employees */
export const users = v3List(user);
/** docs/systems/lucca.md#creating-an-employee. Empty where Lucca created nobody. */
export const createdUser = z
  .object({ data: z.object({ id: optionalId, login: optionalText }).nullish() })
  .transform(({ data }) => data ?? { id: undefined, login: undefined });

/**
 * Lucca places a department by paths of *positions* (`/1/2.5/`). They may be compared, and not read: the parent is the department
 * whose path stands in `parentId`.
 */
export function inTheirPlaces(read: readonly z.output<typeof department>[]): LuccaDepartment[] {
  const idByPath = new Map(read.map(({ id, hierarchy }) => [hierarchy, id]));
  return read.map(({ id, name, code, isActive, parentId, headId }) => ({
    id,
    name,
    code,
    active: isActive ?? true,
    parent: parentId === undefined ? undefined : idByPath.get(parentId),
    headId,
  }));
}

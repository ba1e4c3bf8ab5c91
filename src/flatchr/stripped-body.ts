import { isObject } from './values.js';

/**
 * A body without what is never stored, for one that could not be read: its form may be another than documented, so its structure is kept,
 * and of its values only those that a hire is made of.
 *
 * 1. Of values only those under a name that a hire reads; all of them are short.
 * 2. Nothing of the recruiter, of CVs and pictures, of comments and addresses of profiles, whatever stands there.
 * 3. Its size is bounded, at a few kilobytes for a body as documented.
 */
const READ = new Set(
  'event company_id applicant_id candidate_id vacancy_id column_id id updated_at firstname lastname email phone title hired reference contract_type contract_type_id start_date end_date test'.split(
    ' ',
  ),
);
const NEVER =
  /user|recruit|member|author|owner|created_by|manager|sender|cv|aws|picture|photo|sign|comment|url|additional|summary|apply|applies/i;

const MAX_TEXT = 300;
const MAX_NAME = 50;
const MAX_PARTS = 300;
const MAX_DEPTH = 8;

/** @param body - parsed. @returns null where nothing of it can be kept. */
export function strippedBody(body: unknown): unknown {
  let parts = 0;
  function strip(value: unknown, name: string, depth: number): unknown {
    if (parts >= MAX_PARTS || depth > MAX_DEPTH) return undefined;
    parts++;
    if (Array.isArray(value)) return kept(value.map((one) => strip(one, name, depth + 1)));
    if (!isObject(value)) return READ.has(name) ? (typeof value === 'string' ? value.slice(0, MAX_TEXT) : value) : undefined;
    const fields = Object.entries(value).filter(([key]) => key.length <= MAX_NAME && !NEVER.test(key));
    return Object.fromEntries(
      fields.map(([key, inner]) => [key, strip(inner, key, depth + 1)] as const).filter(([, inner]) => inner !== undefined),
    );
  }
  return strip(body, '', 0) ?? null;
}

function kept(values: readonly unknown[]): unknown[] {
  return values.filter((value) => value !== undefined);
}

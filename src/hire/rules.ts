import type { Fields } from './correction.js';
import type { Flag, LuccaField, Origin } from './draft.js';
import { fold } from './names.js';
import type { Offer } from './steps.js';

type Reference = string | number;

/** What `connector.yaml` says about values that Flatchr does not know. */
export interface DefaultSettings {
  readonly defaults: { readonly [F in LuccaField]?: Reference | undefined };
  /** First match wins, field by field. */
  readonly rules: readonly {
    readonly when: {
      readonly department?: string | undefined;
      readonly vacancy?: string | undefined;
      readonly contractType?: string | undefined;
    };
    readonly use: { readonly [F in LuccaField]?: Reference | undefined };
  }[];
}

/** A name or an id to be looked up in Lucca, and where it came from. Several, when Flatchr tells several. */
export interface Candidates {
  readonly values: readonly Reference[];
  readonly origin: Origin;
  readonly flags?: readonly Flag[] | undefined;
}

/** Where a field's value comes from: a person, else a rule, else Flatchr, else the default. */
export function candidatesFor(field: LuccaField, settings: DefaultSettings, fields: Fields, offer: Offer): Candidates | undefined {
  const corrected = fields[field];
  if (corrected !== undefined) return { values: [corrected], origin: 'correction' };

  const rule = settings.rules.find(({ when, use }) => use[field] !== undefined && matches(when, offer))?.use[field];
  if (rule !== undefined) return { values: [rule], origin: 'rule' };

  const known = field === 'department' ? offer.departments : field === 'contractType' ? offer.contractType : [];
  if (known.length > 0) return { values: known, origin: 'flatchr' };

  const byDefault = settings.defaults[field];
  if (byDefault === undefined) return undefined;
  // The vacancy might have named another department, had it been read.
  return { values: [byDefault], origin: 'default', ...(field === 'department' && offer.unread && { flags: ['offer-unread'] }) };
}

function matches(when: DefaultSettings['rules'][number]['when'], offer: Offer): boolean {
  const isOneOf = (wanted: string | undefined, given: readonly (string | undefined)[]) =>
    wanted === undefined || given.some((one) => one !== undefined && fold(one) === fold(wanted));
  return (
    isOneOf(when.department, offer.departments) &&
    isOneOf(when.vacancy, [offer.title, offer.reference]) &&
    isOneOf(when.contractType, offer.contractType)
  );
}

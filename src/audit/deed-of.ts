import type { Happening } from '../hire/story.js';
import { FIELDS } from '../hire/draft.js';
import type { Deed, Who } from './entry.js';

const SYSTEM: Who = { kind: 'system' };

/** What of a hire's story belongs into the audit trail: without names and values. Mails stand in it when their activity has sent them. */
export function deedOf(happening: Happening): (Deed & { readonly by: Who }) | undefined {
  switch (happening.kind) {
    case 'hired': {
      const { origin } = happening;
      return { what: 'dragged', origin: origin ?? 'webhook', by: origin ? SYSTEM : { kind: 'flatchr' } };
    }
    case 'dragged-again':
      return { what: 'begun-again', by: SYSTEM };
    case 'left':
      return { what: 'left', by: { kind: 'flatchr' } };
    case 'changed':
      return {
        what: 'changed',
        changes: happening.changes.map((one) => (one.kind === 'value' ? one.field : one.kind)),
        by: { kind: 'flatchr' },
      };
    case 'problem':
      return { what: 'asked', problem: happening.number, code: happening.code, by: SYSTEM };
    case 'answered': {
      const { correction, problem } = happening;
      const fields = correction.kind === 'fields' ? FIELDS.filter((field) => correction.fields[field] !== undefined) : undefined;
      const by: Who = { kind: correction.via ?? 'update', name: correction.by };
      return { what: 'answered', answer: correction.kind, problem, ...(fields && { fields }), by };
    }
    case 'repeat':
      return { what: 'repeat', of: happening.of, by: SYSTEM };
    case 'created':
    case 'linked':
    case 'still-in-lucca':
    case 'abandoned':
    case 'expired':
    case 'previewed':
      return { what: happening.kind, by: SYSTEM };
    case 'told':
    case 'mail-late':
      return undefined;
  }
}

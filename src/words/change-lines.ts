import type { Change } from '../hire/changes.js';
import { oneLine } from './one-line.js';
import type { Words } from './words.js';

/** What is different in Flatchr, in a sentence. */
export function changeLine(change: Change, words: Words): string {
  const { changes, fields, quoted } = words.texts;
  switch (change.kind) {
    case 'left':
      return changes.left(change.column === undefined ? '' : quoted(oneLine(change.column, 80)));
    case 'gone':
    case 'back':
      return changes[change.kind];
    case 'value': {
      const { field, was, now, sent } = change;
      const shown = (value: string) => quoted(field === 'startDate' ? words.weekday(value) : oneLine(value, 120));
      return changes.value(fields[field].label, shown(was), shown(now), sent === undefined || sent === was ? '' : shown(sent));
    }
  }
}

/** What to do about them, a sentence each. */
export function changesToDo(changes: readonly Change[], { texts }: Words): string[] {
  const of = (...kinds: Change['kind'][]) => changes.some(({ kind }) => kinds.includes(kind));
  return [
    ...(of('left', 'gone') ? [texts.changes.todo.withdrawn, texts.changes.todo.holds] : []),
    ...(of('back') ? [texts.changes.todo.back] : []),
    ...(of('value') ? [texts.changes.todo.value] : []),
  ];
}

import { condition, setCurrentDetails } from '@temporalio/workflow';

/** A tombstone: stays open, so that no retention removes it. Its id holds a keyed digest of a hire's id, and that is all of it. */
export async function erased(): Promise<void> {
  setCurrentDetails('A hire was erased. As long as this stays open, it never begins again.');
  await condition(() => false);
}

/** Temporal's default is 3; activities have the priority of their workflow. */
const DEFAULT_KEY = 3;

/** Of hires that go behind all others: Temporal hands their work out last, and their requests to Lucca wait for the others'. */
export const BEHIND = { priorityKey: 5 } as const;

/** How the work of an activity goes. */
export function turnOf(priority: { readonly priorityKey?: number } | undefined): 'front' | 'behind' {
  return (priority?.priorityKey ?? DEFAULT_KEY) > DEFAULT_KEY ? 'behind' : 'front';
}

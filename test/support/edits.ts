import type { Sandbox } from '../../sandbox/sandbox.js';

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** What a recruiter corrects in Flatchr, without telling anyone. */
export function editCandidate(
  { flatchr }: Sandbox,
  applicant: string | number,
  values: { firstname?: string; lastname?: string; email?: string },
): void {
  const found = flatchr.applicants.find(({ id }) => String(id) === String(applicant));
  if (!found) throw new RangeError('no such applicant');
  Object.assign(found.candidate as Mutable<typeof found.candidate>, values);
}

/** What HR deletes in Lucca. */
export function deleteEmployee({ lucca }: Sandbox, id: number): void {
  const users = lucca.users as unknown as { id: number }[];
  users.splice(
    users.findIndex((user) => user.id === id),
    1,
  );
}

/** HR notes that somebody has left. `date`: `YYYY-MM-DD`. */
export function endContract({ lucca }: Sandbox, id: number, date: string): void {
  const user = lucca.users.find((one) => one.id === id);
  if (!user) throw new RangeError('no such user');
  Object.assign(user as Mutable<typeof user>, { dtContractEnd: `${date}T00:00:00` });
}

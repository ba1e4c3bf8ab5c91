import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { addDays, type Days } from '../../src/hire/days.js';
import type { FlatchrApplicant, FlatchrClient, FlatchrColumn } from '../../src/flatchr/flatchr-client.js';
import { hiredSince, type HiredSlice } from '../../src/flatchr/hired-since.js';

interface Person {
  readonly id: string;
  readonly day: string;
  readonly column?: string;
  readonly hired?: boolean;
}

/** A Flatchr whose answers end after so many rows, without a word. */
class CutOff implements Pick<FlatchrClient, 'hired' | 'columns'> {
  readonly asked: Days[] = [];
  readonly people: readonly Person[];
  readonly pageSize: number;
  readonly all: readonly FlatchrColumn[];
  constructor(people: readonly Person[], pageSize = Infinity, all: readonly FlatchrColumn[] = []) {
    this.people = people;
    this.pageSize = pageSize;
    this.all = all;
  }
  columns = async () => [...this.all];
  async hired(column: { title: string } | 'flagged', days: Days) {
    this.asked.push(days);
    const rows = this.people
      .filter(({ day }) => day >= days.from && day <= days.to)
      .filter((one) => (column === 'flagged' ? one.hired !== false : one.column === column.title))
      .map(({ id, day, column: title = 'Recruté', hired = true }): FlatchrApplicant => {
        const unknown = { vacancyNumber: undefined, vacancyTitle: undefined, firstName: undefined, lastName: undefined };
        return {
          ...unknown,
          applicant: id,
          column: title,
          hired,
          archived: id.startsWith('archived'),
          email: undefined,
          phone: undefined,
          changedOn: day,
        };
      });
    return { rows: rows.slice(0, this.pageSize), unread: 0 };
  }
}

async function read(flatchr: CutOff, window: Days, settings: { hiredColumns: string[]; known?: string[] } = { hiredColumns: [] }) {
  const slices: HiredSlice[] = [];
  for await (const slice of hiredSince(flatchr, window, settings)) slices.push(slice);
  return { slices, ids: slices.flatMap(({ rows }) => rows.map(({ applicant }) => applicant)), cutOff: slices.filter((one) => one.cutOff) };
}

describe('reading who was hired since a day', () => {
  const crowd = (day: string, count: number) => Array.from({ length: count }, (_, at) => ({ id: `${day}/${at}`, day }));

  it('asks for a week at a time', async () => {
    const flatchr = new CutOff([]);
    const { slices } = await read(flatchr, { from: '2026-10-20', to: '2026-11-04' });
    assert.deepEqual(
      flatchr.asked,
      slices.map(({ days }) => days),
    );
    assert.deepEqual(flatchr.asked, [
      { from: '2026-10-20', to: '2026-10-26' },
      { from: '2026-10-27', to: '2026-11-02' },
      { from: '2026-11-03', to: '2026-11-04' },
    ]);
  });

  it('halves the days of an answer that looks cut off', async () => {
    const people = ['2026-11-02', '2026-11-03', '2026-11-06'].flatMap((day) => crowd(day, 45));
    const { ids, cutOff } = await read(new CutOff(people, 50), { from: '2026-11-01', to: '2026-11-07' });
    assert.equal(ids.length, 135);
    assert.deepEqual(cutOff, []);
  });

  it('says so where a single day is cut off', async () => {
    const { ids, cutOff } = await read(new CutOff(crowd('2026-11-03', 130), 100), { from: '2026-11-01', to: '2026-11-07' });
    assert.equal(ids.length, 100);
    assert.deepEqual(
      cutOff.map(({ days }) => days),
      [{ from: '2026-11-03', to: '2026-11-03' }],
    );
  });

  it('misses nobody, whatever the window, the page and the days', async () => {
    const day = fc.integer({ min: 0, max: 60 }).map((days) => addDays('2026-10-01', days)); // both nights of the clock's change and a new month
    await fc.assert(
      fc.asyncProperty(fc.array(day, { maxLength: 120 }), day, day, fc.constantFrom(20, 50, 100), async (days, one, other, page) => {
        const window = one < other ? { from: one, to: other } : { from: other, to: one };
        const people = days.map((on, at) => ({ id: String(at), day: on }));
        const { ids, cutOff, slices } = await read(new CutOff(people, page), window);
        const wanted = people.filter((person) => person.day >= window.from && person.day <= window.to).map(({ id }) => id);
        assert.equal(new Set(ids).size, ids.length, 'nobody twice');
        if (cutOff.length === 0)
          assert.deepEqual(
            ids.map(Number).toSorted((a, b) => a - b),
            wanted.map(Number),
          );
        // The parts follow one another without a gap.
        assert.equal(slices[0]?.days.from, window.from);
        assert.equal(slices.at(-1)?.days.to, window.to);
        for (const [at, { days: part }] of slices.entries()) if (at > 0) assert.equal(part.from, addDays(slices[at - 1]!.days.to, 1));
      }),
      { numRuns: 200 },
    );
  });

  it('leaves out who is archived, or not in a hired column', async () => {
    const day = '2026-11-03';
    const flatchr = new CutOff([
      { id: 'a', day },
      { id: 'archived', day },
      { id: 'b', day, column: 'Refusé', hired: false },
    ]);
    assert.deepEqual((await read(flatchr, { from: day, to: day })).ids, ['a']);
  });

  it('looks for the configured columns by their titles, also where they are configured by id', async () => {
    const day = '2026-11-03';
    const people = [
      { id: 'a', day, column: 'Promesse signée', hired: false },
      { id: 'b', day, column: 'Recruté' },
      { id: 'c', day, column: 'Embauché', hired: false },
    ];
    const columns = [
      { id: '7', title: 'Promesse signée', hired: false },
      { id: '8', title: 'Recruté', hired: true },
      { id: '9', title: 'Embauché', hired: false },
    ];
    const flatchr = new CutOff(people, Infinity, columns);
    const window = { from: day, to: day };
    assert.deepEqual((await read(flatchr, window, { hiredColumns: ['promesse signée'] })).ids, ['a']);
    assert.deepEqual((await read(flatchr, window, { hiredColumns: ['7'] })).ids, ['a']);
    assert.deepEqual((await read(flatchr, window, { hiredColumns: ['Ancien titre'], known: ['9'] })).ids, ['c'], 'renamed since');
  });
});

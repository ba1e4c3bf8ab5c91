import assert from 'node:assert/strict';
import { nothingTold } from '../../src/contracts/changes.js';
import { afterTelling, changesOf, type Later } from '../../src/hire/changes.js';

const SAID = { lastName: 'Okafor', firstName: 'Ada', email: 'ada@example.org', startDate: '2027-02-01', department: 'Sales' };
const TOLD = nothingTold({ place: 'hired', said: SAID });
const later = (place: Later['place'], said: Later['said'] = SAID): Later => ({ place, said });

describe('what is different in Flatchr after the fact', () => {
  it('is nothing while Flatchr says what it said, however it spells it, or says nothing', () => {
    assert.deepEqual(changesOf(TOLD, later('hired'), SAID), []);
    assert.deepEqual(changesOf(TOLD, later('hired', { ...SAID, lastName: 'OKAFOR', email: 'Ada@Example.org' }), SAID), []);
    assert.deepEqual(changesOf(TOLD, later(undefined, {}), SAID), []);
    assert.deepEqual(changesOf({ ...TOLD, said: {} }, later('hired'), {}), []);
  });

  it('is each value with what it was, and what Lucca was sent', () => {
    const now = { lastName: 'Okafor-Lind', firstName: 'Adaeze', email: 'new@example.org', startDate: '2027-03-01', department: 'Finance' };
    assert.deepEqual(
      changesOf(TOLD, later('hired', now), { ...SAID, startDate: '2027-02-08' }).map((change) =>
        change.kind === 'value' ? [change.field, change.was, change.now, change.sent] : change.kind,
      ),
      [
        ['lastName', 'Okafor', 'Okafor-Lind', 'Okafor'],
        ['firstName', 'Ada', 'Adaeze', 'Ada'],
        ['email', 'ada@example.org', 'new@example.org', 'ada@example.org'],
        ['startDate', '2027-02-01', '2027-03-01', '2027-02-08'],
        ['department', 'Sales', 'Finance', 'Sales'],
      ],
    );
  });

  it('is no value that Flatchr was put right with to what Lucca was sent', () => {
    assert.deepEqual(changesOf(TOLD, later('hired', { startDate: '2027-02-08' }), { startDate: '2027-02-08' }), []);
  });

  it('is that the candidate left the column, is gone or is back, once each', () => {
    let told = TOLD;
    const kinds = (['left', 'left', 'gone', undefined, 'hired', 'hired', 'left'] as const).map((place) => {
      const changes = changesOf(told, { place, column: 'Interview', said: {} }, SAID);
      told = { ...told, ...afterTelling(told, { place, said: {} }) };
      return changes.map((change) => (change.kind === 'left' ? change.column : change.kind)).join();
    });
    assert.deepEqual(kinds, ['Interview', '', 'gone', '', 'back', '', 'Interview']);
  });

  it('is no place where a person said that the hire goes on wherever Flatchr shows the candidate', () => {
    const known = nothingTold({ said: SAID });
    assert.deepEqual(changesOf(known, later('left'), SAID), []);
    assert.deepEqual(changesOf({ ...known, ...afterTelling(known, later('left')) }, later('hired'), SAID), []);
  });

  it('is told against what was told last: a value that goes back is news', () => {
    const moved = later('hired', { startDate: '2027-03-01' });
    const told = { ...TOLD, ...afterTelling(TOLD, moved) };
    assert.deepEqual(changesOf(told, moved, {}), []);
    assert.deepEqual(changesOf(told, later('hired'), {}), [
      { kind: 'value', field: 'startDate', was: '2027-03-01', now: '2027-02-01', sent: undefined },
    ]);
    assert.equal(told.said.lastName, 'Okafor', 'what was not said stays known');
  });
});

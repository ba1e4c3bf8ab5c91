import assert from 'node:assert/strict';
import { Rig } from '../support/rig.js';
import { temporal } from '../support/temporal.js';

/** A first day that is not far. */
const FIRST_DAY = new Date(Date.now() + 90 * 86_400_000).toISOString().slice(0, 10);

describe('a candidate dragged to Hired', () => {
  let rig: Rig;
  before(async () => void (rig = await Rig.start()));
  after(() => rig.stop());

  it('becomes an employee with all values, and the admin gets one mail', async () => {
    const vacancy = rig.sandbox.flatchr.addVacancy({ title: 'Developer', contractTypeId: 1, departments: ['service it'] });
    const applicant = rig.sandbox.flatchr.add({
      firstname: ' Zoé ',
      lastname: 'Lefèvre',
      email: 'zoe@example.org',
      phone: '06 12 34 56 78',
      vacancy: vacancy.encoded,
      traits: { "Date d'entrée": FIRST_DAY, 'Email pro': 'zoe.lefevre@acme.example' },
    });
    const answer = await rig.sandbox.flatchr.hire(applicant.id);
    assert.equal(answer?.status, 202);

    const state = await rig.until(rig.id(applicant.id), ({ status }) => status === 'created');

    const created = rig.sandbox.lucca.users.filter(({ mail }) => mail === 'zoe.lefevre@acme.example');
    assert.equal(created.length, 1);
    const [user] = created;
    assert.ok(user && state.employee);
    const { firstName, lastName, login, personalMobile, dtContractStart } = user;
    assert.deepEqual(
      { firstName, lastName, login, personalMobile, dtContractStart },
      {
        firstName: 'Zoé',
        lastName: 'Lefèvre',
        login: 'zlefevre',
        personalMobile: '+33612345678',
        dtContractStart: `${FIRST_DAY}T00:00:00`,
      },
    );
    assert.deepEqual(
      Object.entries(state.draft).map(([field, value]) => [field, value?.label ?? value?.value, value?.origin]),
      [
        ['lastName', 'Lefèvre', 'flatchr'],
        ['firstName', 'Zoé', 'flatchr'],
        ['email', 'zoe.lefevre@acme.example', 'flatchr'],
        ['phone', '+33612345678', 'flatchr'],
        ['personalEmail', 'zoe@example.org', 'flatchr'],
        ['startDate', FIRST_DAY, 'flatchr'],
        ['establishment', 'Siège', 'default'],
        ['department', 'Service IT', 'flatchr'],
        ['primaryRole', 'Collaborateur', 'default'],
        ['contractType', 'CDI', 'flatchr'],
        ['login', 'zlefevre', 'derived'],
      ],
    );
    assert.deepEqual(
      [user.legalEntityId, user.departmentId, user.rolePrincipalId],
      [state.draft.establishment, state.draft.department, state.draft.primaryRole].map((one) => one?.value),
    );
    assert.deepEqual(
      rig.sandbox.lucca.contracts.filter(({ ownerId }) => ownerId === user.id).map(({ typeId, startsOn }) => ({ typeId, startsOn })),
      [{ typeId: 1, startsOn: FIRST_DAY }],
    );

    const mails = rig.sandbox.mail.messages.filter(({ subject }) => subject.includes('Zoé Lefèvre'));
    assert.equal(mails.length, 1);
    assert.ok(mails[0]?.text.includes(state.employee.link));
  });

  it('shows what it is in the Temporal UI: status, connection, start date, result', async () => {
    const applicant = rig.sandbox.flatchr.add({
      firstname: 'Max',
      lastname: 'Muster',
      email: 'max@example.org',
      traits: { "Date d'entrée": FIRST_DAY },
    });
    await rig.sandbox.flatchr.hire(applicant.id);
    const { client } = await temporal();
    const handle = client.workflow.getHandle(rig.id(applicant.id));
    const result: unknown = await handle.result();
    const { typedSearchAttributes, status } = await handle.describe();

    assert.equal(status.name, 'COMPLETED');
    const ours = typedSearchAttributes.getAll().filter(({ key }) => key.name.startsWith('Hire'));
    assert.deepEqual(Object.fromEntries(ours.map(({ key, value }) => [key.name, value])), {
      HireStatus: 'created',
      HireApplicant: applicant.encoded,
      HireConnection: rig.connection,
      HireStartDate: new Date(FIRST_DAY),
    });
    const employee = rig.sandbox.lucca.users.find(({ mail }) => mail === 'max@example.org');
    assert.deepEqual(result, {
      status: 'created',
      employee: { id: employee?.id, login: 'mmuster', link: `${rig.sandbox.url}/lucca/directory/users/cards?employeeId=${employee?.id}` },
    });
  });

  it('is one workflow and one employee, however often and at once Flatchr sends it', async () => {
    const applicant = rig.sandbox.flatchr.add({ firstname: 'Once', lastname: 'Only', email: 'once@example.org' });
    const body = rig.sandbox.flatchr.drag(applicant.id);
    const answers = await Promise.all(Array.from({ length: 50 }, () => rig.post(body)));

    assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([202]));
    assert.equal(answers.filter(({ body: answer }) => (answer as { started: boolean }).started).length, 1);
    await rig.until(rig.id(applicant.id), ({ status }) => status === 'created');

    const late = await rig.post(body); // redelivered after the end
    assert.deepEqual(late, { status: 202, body: { hire: rig.id(applicant.id), started: false, outcome: 'repeat' } });
    assert.equal(rig.sandbox.lucca.users.filter(({ mail }) => mail === 'once@example.org').length, 1);
    assert.equal(rig.sandbox.mail.messages.filter(({ subject }) => subject.includes('Once Only')).length, 1);
  });
});

/** The documented body of `drag_applicant` (docs/systems/flatchr.md#the-webhook), with the parts that must not travel on. */
export function dragBody() {
  return {
    event: 'drag_applicant',
    company_id: 60,
    data: {
      user: {
        id: 240,
        email: 'recruiter@acme.example',
        firstname: 'Recruiter',
        lastname: 'Recruteuse',
        status: 1,
        phone: '+33 1 99 99 99 99',
        company: 'Acme',
        language: 'fr_FR',
        timezone: 'Europe/Paris',
        signature: '<p>Recruiter</p>',
        picture: {},
      },
      applicant: {
        id: 1474,
        vacancy_id: 'a4JL2lpEbydwBXKe',
        candidate_id: 1260,
        column_id: 'Nk5aMxpQ4b9GZ2Oz',
        score: 0,
        status: 1,
        created_at: '2026-01-13T15:21:22.164Z',
        updated_at: '2026-01-13T15:26:53.148Z',
        comment: '<p>cover letter</p>',
        comments: [{ text: 'hidden remark' }],
        external_id: null,
        view: false,
        anonym: false,
        duplicate: null,
        reason_id: null,
        applies: [],
        column: {},
        vacancy: {},
      },
      candidate: {
        id: 1260,
        firstname: 'Hugo',
        lastname: 'Morel',
        email: 'hugo.morel@example.org',
        phone: '+33 6 00 00 00 00',
        status: 1,
        external_id: null,
        summary: 'hidden summary',
        consent: true,
        urls: { linkedin: 'https://linkedin.example/hidden' },
        user_id: null,
        cv: { url: 'https://files.example/cv-hidden.pdf' },
        additionals: {},
        created_at: '2026-01-13T15:21:22.063Z',
        updated_at: '2026-01-13T15:21:22.116Z',
      },
      column: {
        id: 695,
        title: 'Recruté',
        company_id: 'G6KzqPnNLyp31m0l',
        position: 6,
        visible: true,
        hired: true,
        created_at: '2019-12-12T12:34:15.174Z',
        updated_at: '2021-11-05T09:12:15.563Z',
      },
      vacancy: {
        id: 1243,
        company_id: 'G6KzqPnNLyp31m0l',
        title: 'Account Executive',
        reference: 'AE-2026',
        mission: '<ul><li>hidden mission</li></ul>',
        profile: '<p>hidden profile</p>',
        contract_type_id: 5,
        start_date: '2026-03-01T23:00:00.000Z',
        end_date: null,
        salary: '98765',
        mensuality: 'y',
        currency: 'EUR',
        remote: 'notime',
        partial: false,
        created_by: 'LrENkKp8lZd3xYGM',
        slug: 'a4jl2lpebydwbxme-account-executive',
        status: 1,
      },
      user_id: '0D3NVZdqe7dMyb6z',
      applicant_id: 1474,
      candidate_id: 1260,
      column_id: 'Nk5aMxpQ4b9GZ2Oz',
      vacancy_id: 'a4JL2lpEbydwBXKe',
      company: { id: 'G6KzqPnNLyp31m0l', name: 'Acme' },
    },
  };
}

/** A copy with the value at a path such as `data.candidate.email` replaced; undefined removes it. */
export function changed(body: unknown, path: string, value: unknown): unknown {
  const [head = '', ...rest] = path.split('.');
  if (typeof body !== 'object' || body === null) return body;
  const { [head]: old, ...others } = body as Record<string, unknown>; // an object, see above
  if (rest.length === 0 && value === undefined) return others;
  return { ...body, [head]: rest.length === 0 ? value : changed(old, rest.join('.'), value) };
}

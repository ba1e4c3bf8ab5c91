import type { DoctorSteps } from '../../contracts/doctor.js';
import { ok, skipped } from '../../doctor/check.js';
import { checkFlatchr } from '../../doctor/flatchr.js';
import { checkMail } from '../../doctor/mail.js';
import { connectionOf, type HireStepDeps } from '../deps.js';

/** Looks at what any worker reaches. */
export function createCheckConnection(deps: Pick<HireStepDeps, 'connections' | 'mailer'>): DoctorSteps['checkConnection'] {
  return async ({ connection }) => {
    const { settings, flatchr } = connectionOf(deps, connection);
    const chat = settings.chat
      ? ok('chat', 'A channel is configured; whether it takes posts shows with the next notice')
      : skipped('chat', 'none is configured');
    const [ofFlatchr, smtp] = await Promise.all([checkFlatchr(flatchr, settings), checkMail(deps.mailer)]);
    return [...ofFlatchr, smtp, chat];
  };
}

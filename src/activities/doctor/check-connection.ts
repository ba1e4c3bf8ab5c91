import type { Config } from '../../config/schema.js';
import { isReal } from '../../config/public-url.js';
import type { DoctorSteps } from '../../contracts/doctor.js';
import type { Check } from '../../contracts/check.js';
import { checkChat } from '../../doctor/chat.js';
import { checkFlatchr } from '../../doctor/flatchr.js';
import { checkMail } from '../../doctor/mail.js';
import { checkPublicUrl, webhookOf } from '../../doctor/public-url.js';
import { connectionOf, type HireStepDeps } from '../deps.js';

export interface CheckDeps extends Pick<HireStepDeps, 'connections' | 'mailer'> {
  readonly web: Config['web'];
}

/** Looks at what any worker reaches. */
export function createCheckConnection(deps: CheckDeps): DoctorSteps['checkConnection'] {
  return async ({ connection }) => {
    const { settings, flatchr } = connectionOf(deps, connection);
    const [ofFlatchr, smtp, chat, publicUrl] = await Promise.all([
      checkFlatchr(flatchr, settings),
      checkMail(deps.mailer),
      checkChat(settings.chat),
      checkOnce(connection, deps),
    ]);
    return [...ofFlatchr, smtp, chat, ...publicUrl];
  };
}

/** The address is one for all connections: it is looked at with the first. */
async function checkOnce(connection: string, { connections, web }: CheckDeps): Promise<Check[]> {
  const [first] = connections.keys();
  if (connection !== first) return [];
  const all = [...connections.values()].map(({ settings }) => settings);
  return [await checkPublicUrl(web, all.some(isReal), { fromWorker: true, webhooks: all.map(webhookOf) })];
}

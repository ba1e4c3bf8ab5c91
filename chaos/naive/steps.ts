import assert from 'node:assert/strict';
import { ApplicationFailure } from '@temporalio/common';
import { setContractType } from '../../src/activities/hire/contract-type.js';
import { newUser } from '../../src/lucca/requests.js';
import { createNotifyAdmin } from '../../src/activities/hire/notify-admin.js';
import { createResolveDefaults } from '../../src/activities/hire/resolve-defaults.js';
import { createValidateHire } from '../../src/activities/hire/validate-hire.js';
import { luccaBaseUrl } from '../../src/config/lucca-host.js';
import type { Config } from '../../src/config/schema.js';
import type { Employee, EmployeeDraft, Value } from '../../src/hire/draft.js';
import type { Hire } from '../../src/hire/order.js';
import { loginCandidates } from '../../src/hire/login.js';
import type { Claim } from '../../src/contracts/application.js';
import type { StepResult } from '../../src/hire/problem.js';
import type { Offer, ResolvedDefaults, Validated, ValidHire } from '../../src/hire/steps.js';
import { createLuccaClient } from '../../src/lucca/lucca-client.js';
import { LuccaError } from '../../src/lucca/errors.js';
import { createLuccaHttp } from '../../src/lucca/http.js';
import { createReferenceData } from '../../src/lucca/reference-data.js';
import { createMailer } from '../../src/mail/mailer.js';

export type NaiveSteps = ReturnType<typeof createNaiveSteps>;

/**
 * The five activities of a first Temporal solution. Where the connector's own parts do not bear on the comparison they serve here too
 * (Lucca's lists are even read once only); what is left out is the look before the creation, the settling, and any pace but Temporal's.
 *
 * @param refused what a refused creation means: the hire fails, or the login is taken and the next one is tried.
 */
export function createNaiveSteps({ connections, smtp }: Config, refused: 'fails' | 'next-login') {
  const [settings] = connections;
  assert.ok(settings);
  const baseUrl = luccaBaseUrl(settings);
  const http = createLuccaHttp({ baseUrl, apiKey: settings.lucca.apiKey });
  const lucca = createLuccaClient(http, baseUrl);
  const reference = createReferenceData(lucca, Date.now);
  const directory = { find: async () => [], created: () => undefined, mayShowWithin: () => undefined };
  const sight = { people: async () => undefined, takesLists: async () => undefined };
  const deps = { operators: [], mailer: createMailer({ smtpUrl: smtp.url, from: smtp.from }), now: Date.now, flatchrLagMs: 0 };
  const wakeGateway = async () => ({ taskQueue: '' }); // it has none
  const applications = { claim: async ({ hire }: Claim) => hire, handOver: async () => undefined };
  const hireDeps = { ...deps, applications, wakeGateway, connections: new Map([[settings.id, { settings, flatchr: undefined }]]) };
  const luccaDeps = {
    now: Date.now,
    luccaTimeoutMs: 0,
    connections: new Map([[settings.id, { settings, lucca, http, reference, directory, sight }]]),
  };
  const validate = createValidateHire(hireDeps);
  const resolve = createResolveDefaults(luccaDeps);

  return {
    validateHire: async (hire: Hire, startedAt: string): Promise<ValidHire> =>
      done<ValidHire>(firstTold(await validate({ hire, startedAt, fields: {}, hiredAnyway: false }))),

    resolveDefaults: async (offer: Offer): Promise<ResolvedDefaults> => done(await resolve({ connection: settings.id, offer, fields: {} })),

    async deriveLogin(firstName: string, lastName: string): Promise<Value> {
      for (const login of loginCandidates({ ...settings.login, firstName, lastName })) {
        const holders = await lucca.usersBy('login', [login]);
        if (holders.length === 0) return { value: login, origin: 'derived' };
      }
      throw ApplicationFailure.nonRetryable('no login is free');
    },

    async createEmployee(draft: EmployeeDraft): Promise<Employee> {
      const { id } = await lucca.createUser(newUser(draft)).catch((error: unknown) => {
        if (!(error instanceof LuccaError) || error.kind !== 'rejected') throw error;
        throw ApplicationFailure.nonRetryable(error.message, refused === 'fails' ? 'Refused' : 'LoginTaken');
      });
      await setContractType(id, draft, { lucca, writer: lucca });
      return { id, login: draft.login.value, link: lucca.linkTo(id) };
    },

    notifyAdmin: createNotifyAdmin(hireDeps),
  };
}

function firstTold(validated: Validated): StepResult<ValidHire> {
  if (validated.repeat) throw ApplicationFailure.nonRetryable('repeat');
  return validated;
}

function done<T>(result: StepResult<T>): T {
  if (result.problem) throw ApplicationFailure.nonRetryable(result.problem.code);
  return result.done;
}

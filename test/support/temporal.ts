import { TestWorkflowEnvironment } from '@temporalio/testing';
import { bundleWorkflowCode, DefaultLogger, Runtime, type WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { readEnvironment } from '../../src/config/env.js';
import { findServer } from '../../src/temporal-server/find-server.js';
import { connectClient } from '../../src/client/connect.js';
import { namespaceNeeds, prepareNamespace } from '../../src/client/prepare-namespace.js';
import { DYNAMIC_CONFIG } from '../../src/temporal-server/embedded-server.js';
import { CLUSTER_ADDRESS, newNamespace } from './cluster.js';
import './light-workflows.js';
import { FAILURE_CONVERTER_PATH } from '../../src/encryption/data-converter.js';
import { DATA_CONVERTER } from './encryption.js';
import { SEARCH_ATTRIBUTES } from '../../src/workflows/search-attributes.js';

type WorkflowBundle = Pick<WorkflowBundleWithSourceMap, 'code'>;

/**
 * One real Temporal server and one workflow bundle for the whole run, made when the first scenario asks for them – or by
 * `global-setup.ts`, where several processes share the run.
 */
interface Shared {
  runtime?: Runtime;
  environment?: Promise<TestWorkflowEnvironment>;
  bundle?: Promise<WorkflowBundle>;
  log?: string[];
}

/** mocha loads a file by require where it can, else by import: this module may be there twice in a process, what it holds only once. */
const shared = ((globalThis as { testTemporal?: Shared }).testTemporal ??= {});

/** Warnings of the SDK's about activities that fail: expected here, and kept for the test about personal data. */
export const sdkLog: string[] = (shared.log ??= []);

export function temporal(): Promise<TestWorkflowEnvironment> {
  return (shared.environment ??= start());
}

export function workflowBundle(): Promise<WorkflowBundle> {
  const { [BUILT_BUNDLE]: built } = process.env;
  return (shared.bundle ??= built === undefined ? bundleWorkflows() : readFile(built, 'utf8').then((code) => ({ code })));
}

/** @param interceptors modules that change what the workflows do. */
export async function bundleWorkflows(interceptors: readonly URL[] = []): Promise<WorkflowBundle> {
  quietRuntime();
  return await bundleWorkflowCode({
    workflowsPath: fileURLToPath(new URL('../../src/workflows/index.ts', import.meta.url)),
    failureConverterPath: FAILURE_CONVERTER_PATH,
    workflowInterceptorModules: interceptors.map((url) => fileURLToPath(url)),
    logger: new DefaultLogger('WARN'),
  });
}

/** Before the first use of anything native, or the SDK installs its own, which logs to the console. */
export function quietRuntime(): Runtime {
  return (shared.runtime ??= Runtime.install({
    shutdownSignals: [],
    logger: new DefaultLogger('WARN', ({ level, message, meta }) =>
      sdkLog.push(`${level} ${message} ${JSON.stringify(meta, replaceErrors)}`),
    ),
    telemetryOptions: { logging: { forward: {} } },
  }));
}

const CLIENT = { dataConverter: DATA_CONVERTER };

async function start(): Promise<TestWorkflowEnvironment> {
  quietRuntime();
  const { [SHARED_ADDRESS]: address, [CLUSTER_ADDRESS]: cluster } = process.env;
  if (cluster !== undefined) return await onCluster();
  return address === undefined ? await startServer() : await TestWorkflowEnvironment.createFromExistingServer({ address, client: CLIENT });
}

/** Names the environment variable that holds the file of the built workflow bundle, for all processes of the run. */
export const BUILT_BUNDLE = 'TEST_WORKFLOW_BUNDLE';
/** Names the environment variable that holds the address of a server for all processes of the run. */
export const SHARED_ADDRESS = 'TEST_TEMPORAL_ADDRESS';

/** A namespace of its own on a real cluster, prepared as a worker prepares it. */
async function onCluster(): Promise<TestWorkflowEnvironment> {
  const { address, namespace } = await newNamespace();
  const client = await connectClient({ address, namespace, dataConverter: DATA_CONVERTER });
  await prepareNamespace(client.connection, namespaceNeeds({ temporal: { namespace, retention: 86_400_000 } }));
  await client.connection.close();
  return await TestWorkflowEnvironment.createFromExistingServer({ address, namespace, client: CLIENT });
}

/** A real server with the search attributes of hires. */
async function startServer(): Promise<TestWorkflowEnvironment> {
  const { temporalCliPath: cliPath, path: folders, cacheDir } = readEnvironment();
  const path = await findServer({ cliPath, path: folders, cacheDir, log: console.log });
  return await TestWorkflowEnvironment.createLocal({
    client: CLIENT,
    server: {
      executable: { type: 'existing-path', path },
      searchAttributes: [...SEARCH_ATTRIBUTES],
      log: { level: 'error', format: 'pretty' },
      extraArgs: DYNAMIC_CONFIG,
    },
  });
}

function replaceErrors(_key: string, value: unknown): unknown {
  return value instanceof Error ? `${value.stack} ${value.cause instanceof Error ? value.cause.stack : ''}` : value;
}

export async function stopTemporal(): Promise<void> {
  const { environment, runtime } = shared;
  delete shared.environment;
  delete shared.runtime;
  if (environment) await (await environment).teardown();
  await runtime?.shutdown(); // without it the native part keeps the process alive
}

// Outside of any describe: mocha's root suite, after all test files. The recorder of histories runs without mocha; and where processes
// share a server, each of them runs many files and is ended by mocha.
if (typeof after === 'function' && process.env[SHARED_ADDRESS] === undefined) after(stopTemporal);

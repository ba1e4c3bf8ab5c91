import closeWithGrace from 'close-with-grace';
import { pino } from 'pino';
import { sandboxEnvironment } from '../src/config/sandbox-env.js';
import { startSandbox } from './sandbox.js';
import { readTrace } from './shaping.js';

const logger = pino({ name: 'sandbox' });
const { traceFile, ...options } = sandboxEnvironment();
const trace = traceFile === undefined ? undefined : readTrace(traceFile);
const sandbox = await startSandbox({ ...options, trace, logger });
logger.info({ url: sandbox.url, smtpUrl: sandbox.smtpUrl }, 'sandbox ready');
closeWithGrace({ delay: 5_000 }, async () => sandbox.close());

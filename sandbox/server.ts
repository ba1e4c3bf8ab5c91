import closeWithGrace from 'close-with-grace';
import { pino } from 'pino';
import { sandboxEnvironment } from '../src/config/sandbox-env.js';
import { startSandbox } from './sandbox.js';

const logger = pino({ name: 'sandbox' });
const sandbox = await startSandbox({ ...sandboxEnvironment(), logger });
logger.info({ url: sandbox.url, smtpUrl: sandbox.smtpUrl }, 'sandbox ready');
closeWithGrace({ delay: 5_000 }, async () => sandbox.close());

// npm start: installs and builds what is missing, then runs everything in this process, so that signals reach it.
// npm run serve: the same, but nothing stands in for a configuration that is missing.
import { ensureBuilt, ensureInstalled } from './setup.mjs';

if (process.argv.includes('--serve')) process.env.NODE_ENV = 'production';
ensureInstalled();
ensureBuilt();
await import(new URL('../lib/src/start.js', import.meta.url).href);

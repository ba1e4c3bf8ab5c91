export { gateway } from './gateway.js';
export { hire } from './hire.js';

export { chatNotice } from './chat-notice.js';
export { dailyList } from './daily-list.js';
export { mailLink } from './mail-link.js';
export { gateway } from './gateway.js';
export { hire } from './hire/hire.js';
export { lastNotice } from './last-notice.js';
export { trouble } from './trouble.js';
export { session } from './session.js';

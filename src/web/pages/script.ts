/**
 * The pages' one script: a page that waits looks again by itself, without losing the reader's place. Without JavaScript the page loads
 * itself anew, which screen readers would read from the top each time.
 *
 * Every answer comes from this origin, as the page itself did; what is shown is what a reload would show.
 */
export const SCRIPT = `
const main = document.querySelector('main[data-look-again]');
async function look() {
  const response = await fetch(location.href, { cache: 'no-store' });
  if (response.redirected) return location.replace(response.url);
  const fresh = new DOMParser().parseFromString(await response.text(), 'text/html');
  const content = fresh.querySelector('main');
  if (content.innerHTML !== main.innerHTML) {
    main.replaceChildren(...content.childNodes);
    document.title = fresh.title;
  }
  if (!content.hasAttribute('data-look-again')) clearInterval(timer);
}
const timer = main && setInterval(() => look().catch(() => undefined), 1000 * main.dataset.lookAgain);
`;

/** The pages' one script. All of them work without it: it adds drag and drop and keeps lists fresh. */
export const SCRIPT = `
let dragged;
addEventListener('dragstart', (event) => {
  dragged = event.target.closest?.('.card');
  if (dragged) event.dataTransfer.setData('text/plain', dragged.id);
});
addEventListener('dragend', () => { dragged = undefined; mark(); });
addEventListener('dragover', (event) => {
  const column = event.target.closest?.('.column');
  if (!dragged || !column) return mark();
  event.preventDefault();
  mark(column);
});
addEventListener('drop', (event) => {
  const column = event.target.closest?.('.column');
  if (!dragged || !column) return;
  event.preventDefault();
  const form = dragged.querySelector('form');
  form.elements.column.value = column.dataset.column;
  form.submit();
});
function mark(column) {
  for (const one of document.querySelectorAll('.column.over')) if (one !== column) one.classList.remove('over');
  column?.classList.add('over');
}
setInterval(async () => {
  const live = document.querySelector('[data-live]');
  if (!live || dragged || document.hidden || live.contains(document.activeElement)) return;
  try {
    const response = await fetch(location.href);
    if (!response.ok) return;
    const fresh = new DOMParser().parseFromString(await response.text(), 'text/html').querySelector('[data-live]');
    if (fresh && fresh.innerHTML !== live.innerHTML && !dragged) live.innerHTML = fresh.innerHTML;
  } catch {
    // The sandbox is being restarted: the next round will tell.
  }
}, 1500);
`;
